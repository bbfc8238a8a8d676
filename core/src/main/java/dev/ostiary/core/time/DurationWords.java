package dev.ostiary.core.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A duration as people write it, to the millisecond: `1 minute`, `30 days`, `1 hour 30 minutes`.
public final class DurationWords {
    private DurationWords() {}

    /// The words for one that is not negative.
    public static String of(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDaysPart(), "day");
        add(parts, duration.toHoursPart(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        add(parts, duration.toMillisPart(), "millisecond");
        return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number != 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }
}
