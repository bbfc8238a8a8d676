package dev.ostiary.gateway.observe;

import java.time.Instant;

/// A node that says of itself what a test puts in.
final class TestNode implements NodeState {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    volatile Standing standing = Standing.READY;
    volatile Instant heardAt = NOW.minusSeconds(2);

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public long keys() {
        return 1_000_000;
    }

    @Override
    public long appliedChange() {
        return 42;
    }

    @Override
    public Instant heardAt() {
        return heardAt;
    }
}
