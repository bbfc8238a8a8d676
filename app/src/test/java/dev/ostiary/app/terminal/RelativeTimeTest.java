package dev.ostiary.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times are told as a person would.
class RelativeTimeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /// The nearest unit, in both directions; far away the date.
    @ParameterizedTest
    @CsvSource({
        "PT0S, just now",
        "PT-59S, just now",
        "PT30S, in under a minute",
        "PT-60S, 1 minute ago",
        "PT-90M, 2 hours ago",
        "PT12H, in 12 hours",
        "PT47H, in 47 hours",
        "PT-48H, 2 days ago",
        "P89DT23H59M59S, in 90 days",
        "P90D, in 90 days",
        "P729D, in 729 days",
        "P730D, 2028-01-01",
        "P-730D, 2024-01-02"
    })
    void describe_isTheNearestUnit(Duration distance, String expected) {
        assertEquals(expected, RelativeTime.describe(NOW.plus(distance), NOW, ZoneOffset.UTC));
    }
}
