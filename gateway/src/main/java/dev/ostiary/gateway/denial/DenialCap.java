package dev.ostiary.gateway.denial;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// How many denials of one organization are written: a token bucket. Thread safe, and cheap when it is empty.
final class DenialCap {
    private final long step;
    private final long burst;
    private final AtomicLong fullAt = new AtomicLong(Long.MIN_VALUE);

    /// @param burst how many at once
    /// @param step how long until there is one more
    DenialCap(int burst, Duration step) {
        this.step = step.toMillis();
        this.burst = this.step * burst;
    }

    /// Takes one; false when none is left.
    boolean take(long nowMillis) {
        while (true) {
            long before = fullAt.get();
            long after = Math.max(before, nowMillis) + step;
            if (after - nowMillis > burst) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
