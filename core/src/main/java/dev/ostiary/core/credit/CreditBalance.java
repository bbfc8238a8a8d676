package dev.ostiary.core.credit;

import java.util.Optional;

/// How an account stands.
///
/// @param plan what the organization has; empty for none, and for a key
/// @param left how many are there that nobody has leased; empty when they cannot be used up
public record CreditBalance(Optional<Plan> plan, Optional<Long> left) {
    /// Of an account of which nothing was ever said.
    public static final CreditBalance UNMETERED = new CreditBalance(Optional.empty(), Optional.empty());
}
