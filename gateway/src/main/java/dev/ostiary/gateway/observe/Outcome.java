package dev.ostiary.gateway.observe;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.problem.Owner;
import dev.ostiary.core.problem.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of a request.
enum Outcome {
    /// The upstream's response was passed on whole.
    FORWARDED,
    /// The gateway itself was what the request asked for.
    ANSWERED,
    /// The credential did not open the door.
    DENIED,
    /// The gateway refused it for another reason.
    REFUSED,
    /// The upstream could not be reached, or did not answer properly.
    UPSTREAM_FAILED,
    /// The response broke off after it was begun.
    BROKEN,
    /// The client left before the response was whole.
    CLIENT_GONE;

    private final String text = label(this);

    /// As the access log writes it.
    String text() {
        return text;
    }

    static Outcome of(RequestRecord request) {
        ProblemCode problem = request.problem;
        if (request.isClientGone) {
            return CLIENT_GONE;
        }
        if (problem == null) {
            return request.isForwarded ? FORWARDED : ANSWERED;
        }
        if (request.isBroken) {
            return BROKEN;
        }
        if (request.denial != null) {
            return DENIED;
        }
        return problem.owner() == Owner.UPSTREAM ? UPSTREAM_FAILED : REFUSED;
    }

    /// Why, as a word from a closed set; null when there is nothing to explain.
    static @Nullable String reason(RequestRecord request) {
        DenialReason denial = request.denial;
        if (denial != null) {
            return denial.label();
        }
        ProblemCode problem = request.problem;
        return problem == null ? null : problem.code();
    }

    /// An enum's constant as a label: lower case, with dashes.
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
