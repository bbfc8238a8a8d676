package dev.ostiary.core.signin;

import java.time.Duration;
import java.time.Instant;

/// How often signing in has failed, and when last.
public record Attempts(int failures, Instant lastAt) {
    /// After how long without a failure all is forgotten.
    static final Duration MEMORY = Duration.ofHours(24);

    /// In which one failure of an address is forgotten: many people may sign in from behind it.
    private static final Duration LEAK = Duration.ofMinutes(10);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    /// No failure.
    public static final Attempts NONE = new Attempts(0, Instant.EPOCH);

    /// How long to wait before the next attempt: a second after so many failures, twice as long after each further
    /// one, a quarter of an hour at most.
    Duration waitAt(Instant now, int free) {
        if (failures < free || isForgotten(now)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, MAX_DOUBLINGS));
        Instant until = lastAt.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    /// With one more failure.
    Attempts failed(Instant now) {
        return new Attempts(isForgotten(now) ? 1 : failures + 1, now);
    }

    /// Without an attempt that was counted as a failure and was none: as if it had not been.
    ///
    /// @param before what was known when it was counted
    /// @param at when that was
    Attempts without(Attempts before, Instant at) {
        if (!lastAt.equals(at)) {
            return failures <= 1 ? NONE : new Attempts(failures - 1, lastAt);
        }
        boolean isAlone = failures - 1 == before.leaked(at).failures;
        return isAlone || failures <= 1 ? before : new Attempts(failures - 1, before.lastAt);
    }

    /// With what an address has left of its failures by then: one is forgotten at each turn of [#LEAK].
    Attempts leaked(Instant now) {
        long turns = turn(now) - turn(lastAt);
        return turns <= 0 ? this : turns >= failures ? NONE : new Attempts(failures - (int) turns, lastAt);
    }

    private static long turn(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), LEAK.toSeconds());
    }

    private boolean isForgotten(Instant now) {
        return !now.isBefore(lastAt.plus(MEMORY));
    }
}
