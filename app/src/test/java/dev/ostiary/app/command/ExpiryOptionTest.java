package dev.ostiary.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a key ends is set by a person as it is meant (S1.3).
class ExpiryOptionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-28T12:00:00Z"), ZoneId.of("Europe/Berlin"));

    /// Days and hours count from now; a date ends with its last millisecond where the user is, through the change
    /// to summer time; a time is taken as it is.
    @ParameterizedTest
    @CsvSource({
        "90d, 2026-06-26T12:00:00Z",
        "12h, 2026-03-29T00:00:00Z",
        "1d, 2026-03-29T12:00:00Z",
        "2026-03-28, 2026-03-28T22:59:59.999Z",
        "2026-03-29, 2026-03-29T21:59:59.999Z",
        "2027-01-31, 2027-01-31T22:59:59.999Z",
        "2026-03-28T13:30:00+01:00, 2026-03-28T12:30:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void parse_timeInTheFuture_isThatInstant(String text, Instant expected) {
        assertEquals(Optional.of(expected), ExpiryOption.parse(text, CLOCK).at());
    }

    /// `never` is no instant.
    @ParameterizedTest
    @ValueSource(strings = {"never", "Never"})
    void parse_never_isNoInstant(String text) {
        assertEquals(Optional.empty(), ExpiryOption.parse(text, CLOCK).at());
    }

    /// The past, this very instant, and what is no time at all are misuse, and the reason says what to give
    /// instead.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-27",
                "2020-01-01",
                "2026-03-28T12:00:00Z",
                "0d",
                "0h",
                "-5d",
                "90",
                "d",
                "1.5d",
                "soon",
                "",
                " 90d",
                "2027-02-30",
                "2027-13-01",
                "31.01.2027",
                "9999999d",
                "99999999999999999999d",
                "+10000-01-01",
                "12345-01-01",
                "2027-01-31T12:00:00",
                "null"
            })
    void parse_pastOrNonsense_isUsageError(String text) {
        CommandException refused = assertThrows(CommandException.class, () -> ExpiryOption.parse(text, CLOCK));
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.sentence().contains("give 90d"), refused::sentence);
    }
}
