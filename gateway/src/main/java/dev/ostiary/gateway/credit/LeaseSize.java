package dev.ostiary.gateway.credit;

import java.time.Duration;

/// How many credits a node leases of an account at once: as many as it spends in some seconds. Guarded by the account's
/// lock.
final class LeaseSize {
    /// A lease that was spent sooner is followed by a larger one, and one that lasted for longer by a smaller.
    private static final long BRISK = Duration.ofSeconds(2).toNanos();
    private static final long SLOW = Duration.ofSeconds(5).toNanos();
    private static final long LARGEST = 1L << 40;

    private long credits = 1;
    private long tookAt;

    long credits() {
        return credits;
    }

    /// Another lease was had.
    ///
    /// @param size of it: where little is left, it was smaller than wanted
    void took(long size, long now) {
        if (now - tookAt < BRISK) {
            credits = Math.min(LARGEST, size * 2);
        } else if (now - tookAt > SLOW) {
            credits = Math.max(1, credits / 2);
        }
        tookAt = now;
    }
}
