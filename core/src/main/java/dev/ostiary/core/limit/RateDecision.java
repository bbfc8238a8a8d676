package dev.ostiary.core.limit;

import java.util.List;

/// Whether a request is within a key's limits, and how these stand now.
///
/// @param waitNanos how long until there is room in every limit; 0 when there was, and the request is counted
/// @param states of each limit, in the key's order
public record RateDecision(long waitNanos, List<RateState> states) {
    private static final long SECOND = 1_000_000_000;

    public RateDecision {
        states = List.copyOf(states);
    }

    /// Whether the request was counted.
    public boolean isAllowed() {
        return waitNanos == 0;
    }

    /// How long until there is room, in whole seconds, rounded up.
    public long waitSeconds() {
        return Math.ceilDiv(waitNanos, SECOND);
    }
}
