package dev.ostiary.gateway;

import java.time.Duration;

/// Measures the body of a request against the limits: how much it is, and how fast it comes while it is waited for.
final class BodyPace {
    private static final long GRACE_NANOS = Duration.ofSeconds(10).toNanos();

    private final ClientLimits limits;
    private long received;
    private long waited;
    private long lastLook;

    BodyPace(ClientLimits limits) {
        this.limits = limits;
    }

    /// Counts what came; false when it is too much.
    boolean add(int bytes) {
        received += bytes;
        return received <= limits.maxBody();
    }

    /// Whether the body comes too slowly on average. To be asked about twice a second.
    ///
    /// @param isAwaited whether it is the client that has to send
    boolean isTooSlow(long now, boolean isAwaited) {
        if (limits.minBodyRate() == 0) {
            return false;
        }
        if (isAwaited && lastLook != 0) {
            waited += now - lastLook;
        }
        lastLook = now;
        return isAwaited
                && waited > GRACE_NANOS
                && received < waited / Duration.ofSeconds(1).toNanos() * limits.minBodyRate();
    }
}
