package dev.ostiary.core.traffic;

import java.time.Duration;
import java.time.Instant;

/// How long a time one stored count is for. The longer, the longer it is kept.
public enum TrafficSpan {
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(3)),
    HOUR(Duration.ofHours(1), Duration.ofDays(9)),
    /// Of UTC.
    DAY(Duration.ofDays(1), Duration.ofDays(400));

    private final Duration length;
    private final Duration kept;

    TrafficSpan(Duration length, Duration kept) {
        this.length = length;
        this.kept = kept;
    }

    public Duration length() {
        return length;
    }

    /// When the one began that the instant is in.
    public Instant startOf(Instant instant) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    /// What began before this is forgotten.
    public Instant keptSince(Instant now) {
        return now.minus(kept);
    }
}
