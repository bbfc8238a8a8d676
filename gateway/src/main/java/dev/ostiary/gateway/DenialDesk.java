package dev.ostiary.gateway;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns a denial into what the caller is told, and sees to it that it is written down. Wrong credentials are
/// counted against the address they come from, after the decision: which are wrong is not known before, and whoever
/// shares an address with a guesser but has the right key is let in all the same.
final class DenialDesk {
    private static final int MAX_SCOPE = 256;
    private static final int MAX_METHOD = 32;

    private final AdmissionContext admission;

    DenialDesk(AdmissionContext admission) {
        this.admission = admission;
    }

    /// What to say to a denied request.
    ///
    /// @param key that it came with, if it was a known one
    Refusal refuse(RequestView view, DenialReason reason, @Nullable KeyId key, ResponseChanges changes, Instant now) {
        boolean isWrong = reason.problem() == ProblemCode.CREDENTIAL_INVALID;
        long wait = isWrong ? countFailure(view.client().internetAddress()) : 0;
        DenialReason told = wait > 0 ? DenialReason.TOO_MANY_FAILURES : reason;
        view.request().record().denied(told, key);
        if (view.destination() instanceof Route route && admission.journal().admits(route.organization(), now)) {
            admission.journal().add(denial(view, route, told, key, now));
        }
        ResponseChanges all = wait > 0
                ? changes.and(response -> response.set(HttpHeaderNames.RETRY_AFTER, Long.toString(wait)))
                : changes;
        return refusal(view, told, key, all);
    }

    private long countFailure(@Nullable InternetAddress address) {
        return address == null ? 0 : admission.failureLimiter().count(address, System.nanoTime());
    }

    /// A key of another organization is nothing that this one may learn of.
    private static Denial denial(RequestView view, Route route, DenialReason reason, @Nullable KeyId key, Instant now) {
        Optional<KeyId> ownKey =
                reason == DenialReason.OTHER_ORGANIZATION ? Optional.empty() : Optional.ofNullable(key);
        return new Denial(
                view.id(),
                now,
                route.organization(),
                route.name(),
                shortened(view.method(), MAX_METHOD),
                reason,
                ownKey,
                view.client().text());
    }

    private static Refusal refusal(
            RequestView view, DenialReason reason, @Nullable KeyId key, ResponseChanges changes) {
        Destination destination = view.destination();
        ProblemCode problem = reason.problem();
        String scope =
                reason == DenialReason.SCOPE_MISSING ? shortened(view.method() + " " + view.path(), MAX_SCOPE) : null;
        return new Refusal(
                problem,
                RefusalForm.of(destination.dialect(), view.request().headers()),
                challenge(destination.places(), problem),
                scope,
                new Refusal.Denied(reason, key, destination),
                changes);
    }

    private static Challenge challenge(CredentialPlaces places, ProblemCode problem) {
        return switch (problem) {
            case CREDENTIAL_MISSING, SCOPE_MISSING -> places.challenge();
            case CREDENTIAL_INVALID -> places.invalidChallenge();
            default -> Challenge.NONE;
        };
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
