package dev.ostiary.core.idempotency;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// Notes that a call is done, in the transaction in which it is.
public final class DoneCalls {
    private final IdempotencyStore calls;
    private final Clock clock;

    public DoneCalls(IdempotencyStore calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /// Notes that the call which the actor makes is done; nothing when it has no key.
    ///
    /// @throws RefusedException `idempotency.in-progress` when it took so long that it was begun anew
    public void mark(Actor actor) {
        actor.call().ifPresent(claim -> {
            if (!calls.markDone(
                    actor.id(),
                    claim,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(Idempotency.KEPT))) {
                throw new RefusedException(ProblemCode.IDEMPOTENCY_IN_PROGRESS);
            }
        });
    }
}
