package dev.ostiary.core.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A time up to now, and the steps in which it is shown.
public enum TrafficRange {
    HOUR("PT1H", Duration.ofHours(1), Duration.ofMinutes(1), TrafficSpan.MINUTE),
    DAY("P1D", Duration.ofDays(1), Duration.ofHours(1), TrafficSpan.HOUR),
    WEEK("P7D", Duration.ofDays(7), Duration.ofHours(6), TrafficSpan.HOUR),
    MONTH("P30D", Duration.ofDays(30), Duration.ofDays(1), TrafficSpan.DAY),
    QUARTER("P90D", Duration.ofDays(90), Duration.ofDays(1), TrafficSpan.DAY);

    private final String text;
    private final Duration length;
    private final Duration step;
    private final TrafficSpan span;

    TrafficRange(String text, Duration length, Duration step, TrafficSpan span) {
        this.text = text;
        this.length = length;
        this.step = step;
        this.span = span;
    }

    /// Its length as ISO 8601 has it.
    public String text() {
        return text;
    }

    /// The range of that text; empty when there is none.
    public static Optional<TrafficRange> parse(String text) {
        return Arrays.stream(values()).filter(range -> range.text.equals(text)).findFirst();
    }

    /// Of which counts it is made.
    public TrafficSpan span() {
        return span;
    }

    /// The window up to now; its last step is still going on.
    public TrafficWindow until(Instant now) {
        long seconds = step.toSeconds();
        Instant end = Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), seconds) + 1) * seconds);
        return new TrafficWindow(span, step, end.minus(length), end);
    }
}
