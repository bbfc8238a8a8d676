package dev.ostiary.core.limit;

import dev.ostiary.core.key.RateLimit;

/// How one limit stands.
///
/// @param remaining how many more requests there is room for
/// @param nanosUntilMore how long until one of the used requests is given back; 0 when none is used
public record RateState(RateLimit limit, long remaining, long nanosUntilMore) {
    private static final long SECOND = 1_000_000_000;

    /// The same in whole seconds, rounded up.
    public long secondsUntilMore() {
        return Math.ceilDiv(nanosUntilMore, SECOND);
    }
}
