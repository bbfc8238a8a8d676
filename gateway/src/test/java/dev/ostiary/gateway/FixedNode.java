package dev.ostiary.gateway;

import dev.ostiary.gateway.observe.NodeState;
import java.time.Instant;

/// A node that is ready and has little to tell.
final class FixedNode implements NodeState {
    @Override
    public Standing standing() {
        return Standing.READY;
    }

    @Override
    public long keys() {
        return 0;
    }

    @Override
    public long appliedChange() {
        return 0;
    }

    @Override
    public Instant heardAt() {
        return Instant.EPOCH;
    }
}
