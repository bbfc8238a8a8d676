package dev.ostiary.core.credit;

import java.time.LocalDate;
import java.time.YearMonth;

/// Some days in a row, by UTC.
///
/// @param first among them
/// @param last among them too
public record CreditDays(LocalDate first, LocalDate last) {
    /// All days of a month.
    public static CreditDays of(YearMonth month) {
        return new CreditDays(month.atDay(1), month.atEndOfMonth());
    }
}
