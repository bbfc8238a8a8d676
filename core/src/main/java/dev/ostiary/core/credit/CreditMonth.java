package dev.ostiary.core.credit;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/// Months by UTC, as numbers in a row.
public final class CreditMonth {
    private static final int MONTHS = 12;

    private CreditMonth() {}

    /// The month of that instant.
    public static int of(Instant now) {
        return of(YearMonth.from(now.atOffset(UTC)));
    }

    /// The number of a month.
    public static int of(YearMonth month) {
        return month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    /// The month of that number.
    public static YearMonth month(int number) {
        return YearMonth.of(Math.floorDiv(number, MONTHS), Math.floorMod(number, MONTHS) + 1);
    }

    /// The day of that instant.
    public static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, UTC);
    }

    /// When the month after that of the instant begins.
    public static Instant end(Instant now) {
        return month(of(now) + 1).atDay(1).atStartOfDay(UTC).toInstant();
    }
}
