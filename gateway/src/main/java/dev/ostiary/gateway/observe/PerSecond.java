package dev.ostiary.gateway.observe;

import java.util.concurrent.TimeUnit;

/// Lets so many through in each second. For one thread.
final class PerSecond {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int limit;
    private long since;
    private int passed;

    PerSecond(int limit, long now) {
        this.limit = limit;
        this.since = now;
    }

    /// Takes one of what is left at that moment.
    boolean tryPass(long now) {
        if (now - since >= SECOND) {
            since = now;
            passed = 0;
        }
        if (passed >= limit) {
            return false;
        }
        passed++;
        return true;
    }
}
