package dev.ostiary.gateway;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/// That a request is not served, and how to say so.
///
/// @param challenge of it; with a missing scope, the one that the scope is added to
/// @param missingScope the scope that the key lacks, as `METHOD /path`; null when it is not about that
/// @param denied the truth of it, for the log and the metrics only; null when it was not the decision that refused
/// @param changes what the answer gets besides
record Refusal(
        ProblemCode problem,
        RefusalForm form,
        Challenge challenge,
        @Nullable String missingScope,
        @Nullable Denied denied,
        ResponseChanges changes) {
    /// Why a request was denied.
    ///
    /// @param key that it came with, when it was a known one, of whichever organization
    record Denied(DenialReason reason, @Nullable KeyId key, Destination destination) {}

    /// The same in another form.
    Refusal in(RefusalForm other) {
        return new Refusal(problem, other, challenge, missingScope, denied, changes);
    }

    /// A refusal of a request that no route was found for.
    static Refusal of(ProblemCode problem) {
        return of(problem, RefusalForm.PROBLEM, ResponseChanges.NONE);
    }

    /// A refusal that is not about credentials, such as a failure of the upstream.
    static Refusal of(ProblemCode problem, RefusalForm form, ResponseChanges changes) {
        return new Refusal(problem, form, Challenge.NONE, null, null, changes);
    }
}
