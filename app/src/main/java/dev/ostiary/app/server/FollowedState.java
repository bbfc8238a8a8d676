package dev.ostiary.app.server;

import dev.ostiary.gateway.observe.NodeState;
import java.time.Instant;
import java.util.function.LongSupplier;

/// What a node tells of the store that it follows.
///
/// @param keyCount how many keys are known
record FollowedState(Readiness readiness, LongSupplier keyCount) implements NodeState {
    @Override
    public Standing standing() {
        return readiness.standing();
    }

    @Override
    public long keys() {
        return keyCount.getAsLong();
    }

    @Override
    public long appliedChange() {
        return readiness.appliedSeq();
    }

    @Override
    public Instant heardAt() {
        return readiness.heardAt();
    }
}
