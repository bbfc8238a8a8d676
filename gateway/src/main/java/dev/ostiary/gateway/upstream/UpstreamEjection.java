package dev.ostiary.gateway.upstream;

import java.time.Duration;

/// When an address of a group is left out for a while: after failures in a row. Then one request tries it; if that
/// fails too, it is left out for twice as long.
///
/// @param failures in a row: no connection, no or no valid response in time, or a status of 502, 503 or 504
/// @param first how long it is left out at first
/// @param longest how long it is left out at most
public record UpstreamEjection(int failures, Duration first, Duration longest) {
    /// Three failures; one second, growing to one minute.
    public static final UpstreamEjection USUAL = new UpstreamEjection(3, Duration.ofSeconds(1), Duration.ofMinutes(1));

    public UpstreamEjection {
        if (failures < 1 || !first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("an address is left out after a failure, for some time");
        }
    }
}
