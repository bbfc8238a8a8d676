package dev.ostiary.gateway.credit;

/// What an account says to a call that costs something.
enum Spend {
    /// It is paid out of the lease.
    PAID,
    /// It is let in, and to be taken out of the account when the store can be asked again.
    OWED,
    /// The account is not metered any more.
    FREE,
    /// Too few are left.
    NONE_LEFT,
    /// The store is to be asked first.
    UNKNOWN;

    boolean isIn() {
        return this == PAID || this == OWED || this == FREE;
    }
}
