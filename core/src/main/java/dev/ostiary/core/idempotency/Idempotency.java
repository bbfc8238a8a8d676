package dev.ostiary.core.idempotency;

import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Sees to it that a call with an [IdempotencyKey] is done once, and answered again as it was. A call that fails is
/// forgotten, and one that is neither done nor failed after [#LEASE], when a server ended in its midst. That it is
/// done is noted in the transaction of its work, so a server that ends before it has answered leaves no doubt.
public final class Idempotency {
    /// How long a call may be in progress before it is taken for lost.
    public static final Duration LEASE = Duration.ofSeconds(60);

    /// How long an answer is kept.
    public static final Duration KEPT = Duration.ofHours(24);

    private final IdempotencyStore calls;
    private final Randomness randomness;
    private final Clock clock;

    public Idempotency(IdempotencyStore calls, Randomness randomness, Clock clock) {
        this.calls = calls;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// How a call stands.
    public sealed interface Standing {
        /// It is to be done now, then to be [finished][#finish] or [released][#release].
        record Begun(KnownCall call) implements Standing {}

        /// It was done, and this was answered.
        record Done(KeptAnswer answer) implements Standing {}

        /// It is being done.
        ///
        /// @param left how long it may take at most
        record InProgress(Duration left) implements Standing {}

        /// It was done, and the answer was lost with a server.
        record AnswerLost() implements Standing {}

        /// The key was given to another request.
        record Reused() implements Standing {}
    }

    /// Begins the call, unless it was begun.
    public Standing begin(RepeatableCall call) {
        Instant now = now();
        KnownCall begun = new KnownCall(call, randomness.timeOrdered(now), now.plus(LEASE), Optional.empty());
        KnownCall known = calls.begin(begun, now);
        if (known.claim().equals(begun.claim())) {
            return new Standing.Begun(begun);
        }
        if (!known.call().fingerprint().equals(call.fingerprint())) {
            return new Standing.Reused();
        }
        if (known.answer().equals(Optional.of(KeptAnswer.UNKNOWN))) {
            Instant doneAt = known.endsAt().minus(KEPT);
            Duration left = Duration.between(now, doneAt.plus(LEASE));
            return left.isPositive() ? new Standing.InProgress(left) : new Standing.AnswerLost();
        }
        return known.answer()
                .<Standing>map(Standing.Done::new)
                .orElseGet(() -> new Standing.InProgress(Duration.between(now, known.endsAt())));
    }

    /// Keeps the answer of a call that was begun.
    public void finish(KnownCall begun, KeptAnswer answer) {
        calls.finish(new KnownCall(begun.call(), begun.claim(), now().plus(KEPT), Optional.of(answer)));
    }

    /// Frees the key of a call that was begun and failed.
    public void release(KnownCall begun) {
        calls.release(begun);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
