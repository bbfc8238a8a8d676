package dev.ostiary.core.idempotency;

import java.time.Instant;

/// Keeps which calls were begun, and what was answered. Of two that begin the same at once, one does.
public interface IdempotencyStore {
    /// Writes the call down as in progress, unless it is known and its end has not come.
    ///
    /// @param now by when known calls must not have ended
    /// @return the call that is known now: the given one, if this has begun it
    KnownCall begin(KnownCall call, Instant now);

    /// Notes in the running transaction that the call of that claim is done, whose answer is
    /// [KeptAnswer#UNKNOWN] as yet.
    ///
    /// @param actor the identifier of who calls
    /// @return whether it was: not when another claim has begun the call since
    boolean markDone(String actor, String claim, Instant endsAt);

    /// Puts an answer in the place of the call in progress or just done. Without effect when another claim has
    /// begun it since.
    void finish(KnownCall call);

    /// Forgets the call in progress. Without effect when another claim has begun it since, or when it is done.
    void release(KnownCall call);

    /// Forgets every call that has ended by then.
    void forgetEnded(Instant now);
}
