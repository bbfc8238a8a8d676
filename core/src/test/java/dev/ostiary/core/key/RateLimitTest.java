package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A limit that makes no sense cannot exist, nor can two of one name (S4.3).
final class RateLimitTest {
    @ParameterizedTest
    @CsvSource({"minute,1,PT1S", "a,1000000000,P31D", "per-day-2,60,PT24H", "x23456789012345678901234567890-2,1,PT1M"})
    void of_valid_isTaken(String name, long requests, Duration window) {
        assertEquals(Optional.of(new RateLimit(name, requests, window)), RateLimit.of(name, requests, window));
    }

    @ParameterizedTest
    @CsvSource({"PT1S,PT1S", "PT90M,PT1H30M", "PT24H,P1D", "P7D,P7D", "PT25H,PT25H"})
    void windowText_isInDaysWhenItIsDays(Duration window, String text) {
        assertEquals(text, new RateLimit("a", 1, window).windowText());
    }

    @ParameterizedTest
    @CsvSource({
        "'',1,PT1S",
        "-a,1,PT1S",
        "a-,1,PT1S",
        "Minute,1,PT1S",
        "a b,1,PT1S",
        "x2345678901234567890123456789012x,1,PT1S",
        "a,0,PT1S",
        "a,-1,PT1S",
        "a,1000000001,PT1S",
        "a,1,PT0S",
        "a,1,PT0.5S",
        "a,1,PT1.5S",
        "a,1,PT-1S",
        "a,1,PT744H1S"
    })
    void of_invalid_isEmpty(String name, long requests, Duration window) {
        assertEquals(Optional.empty(), RateLimit.of(name, requests, window));
    }

    /// Two limits of one name cannot be told apart in an answer.
    @Test
    void restrictions_sameNameTwice_cannotExist() {
        RateLimit one = new RateLimit("minute", 1, Duration.ofMinutes(1));
        RateLimit other = new RateLimit("minute", 2, Duration.ofMinutes(2));

        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyRestrictions(List.of(), List.of(), List.of(), List.of(one, other)));
        assertTrue(new KeyRestrictions(List.of(), List.of(), List.of(), List.of()).isNone());
    }

    /// There are no more limits and scopes than a request can be judged by in no time.
    @Test
    void restrictions_areBounded() {
        List<Scope> scopes =
                Collections.nCopies(Scope.MAX_COUNT, Scope.parse("GET /").orElseThrow());
        new KeyRestrictions(scopes, List.of(), List.of(), List.of());
        List<Scope> more =
                Collections.nCopies(Scope.MAX_COUNT + 1, Scope.parse("GET /").orElseThrow());

        assertThrows(IllegalArgumentException.class, () -> new KeyRestrictions(more, List.of(), List.of(), List.of()));
    }
}
