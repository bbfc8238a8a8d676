package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditLease;

/// What an account says to a call that costs something.
sealed interface Spend {
    /// It is paid.
    ///
    /// @param from the part of the lease that paid it, which is given back where it came from
    record Paid(CreditLease from) implements Spend {}

    /// It is not paid.
    enum Unpaid implements Spend {
        /// It is let in, and to be taken out of the account when the store can be asked again.
        OWED,
        /// The account is not metered any more.
        FREE,
        /// Too few are left.
        NONE_LEFT,
        /// The store is to be asked first.
        UNKNOWN
    }

    /// Whether the call is let in.
    default boolean isIn() {
        return switch (this) {
            case Paid _ -> true;
            case Unpaid.OWED, Unpaid.FREE -> true;
            case Unpaid.NONE_LEFT, Unpaid.UNKNOWN -> false;
        };
    }
}
