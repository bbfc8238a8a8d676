package dev.ostiary.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Durations are written as people write them, and nothing of one is left out.
class DurationWordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 seconds",
        "PT0.25S, 250 milliseconds",
        "PT1S, 1 second",
        "PT1M, 1 minute",
        "PT90S, 1 minute 30 seconds",
        "PT12H, 12 hours",
        "PT24H, 1 day",
        "PT36H, 1 day 12 hours",
        "PT720H, 30 days"
    })
    void of_saysAllOfIt(Duration duration, String words) {
        assertEquals(words, DurationWords.of(duration));
    }
}
