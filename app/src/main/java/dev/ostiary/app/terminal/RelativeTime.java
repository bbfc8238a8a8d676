package dev.ostiary.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// A time as a person says it, seen from now: `3 hours ago`, `in 90 days`, and far away the date.
public final class RelativeTime {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long FAR = 730 * DAY;

    private RelativeTime() {}

    /// The words for a time, rounded to the nearest unit.
    public static String describe(Instant then, Instant now, ZoneId zone) {
        long seconds = Duration.between(now, then).toSeconds();
        long distance = Math.abs(seconds);
        if (distance >= FAR) {
            return LocalDate.ofInstant(then, zone).toString();
        }
        if (distance < MINUTE) {
            return seconds > 0 ? "in under a minute" : "just now";
        }
        String amount = amount(distance);
        return seconds > 0 ? "in " + amount : amount + " ago";
    }

    private static String amount(long seconds) {
        long minutes = Math.round((double) seconds / MINUTE);
        if (minutes < 60) {
            return count(minutes, "minute");
        }
        long hours = Math.round((double) seconds / HOUR);
        return hours < 48 ? count(hours, "hour") : count(Math.round((double) seconds / DAY), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
