package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a key shall end, as typed: `90d`, `12h`, a date, a time, or `never`. A date means the end of that day in
/// the user's time zone.
///
/// @param at the instant from which the key is refused; empty for never
record ExpiryOption(Optional<Instant> at) {
    private static final Pattern LIFE = Pattern.compile("([0-9]{1,7})([dh])");
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final String REMEDY = "give 90d, 12h, a date such as 2027-01-31, or never";

    /// Reads what was typed.
    ///
    /// @param clock of the user's time zone
    /// @throws CommandException when that is not a time in the future
    static ExpiryOption parse(String text, Clock clock) {
        if (text.equalsIgnoreCase("never")) {
            return new ExpiryOption(Optional.empty());
        }
        Instant now = clock.instant();
        Instant at = instant(text, clock);
        if (!at.isAfter(now)) {
            throw CommandException.usage("--expires '" + text + "' is not in the future; " + REMEDY);
        }
        if (at.isAfter(END_OF_TIME)) {
            throw CommandException.usage("--expires '" + text + "' is too far away; " + REMEDY);
        }
        return new ExpiryOption(Optional.of(at));
    }

    private static Instant instant(String text, Clock clock) {
        Matcher life = LIFE.matcher(text);
        if (life.matches()) {
            long number = Long.parseLong(life.group(1));
            return clock.instant().plus(life.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number));
        }
        try {
            if (text.indexOf('T') > 0) {
                return OffsetDateTime.parse(text).toInstant();
            }
            // The last millisecond of the day, so that the date shown is the date typed.
            return LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(clock.getZone())
                    .toInstant()
                    .minusMillis(1);
        } catch (DateTimeException notADate) {
            throw CommandException.usage("--expires '" + text + "' is not a time that a key can end at; " + REMEDY);
        }
    }
}
