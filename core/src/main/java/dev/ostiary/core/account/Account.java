package dev.ostiary.core.account;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import java.time.Instant;
import java.util.Optional;

/// A person who may sign in. How one does so is kept apart; in which organizations one is a member, too.
///
/// @param isOperator whether the person may do everything in the whole installation
/// @param disabledAt since when nothing is taken from the person any more; empty for an account in use
public record Account(
        AccountId id,
        EmailAddress email,
        DisplayName name,
        boolean isOperator,
        Instant createdAt,
        Optional<Instant> disabledAt) {
    /// Whether the person may sign in and do things.
    public boolean isActive() {
        return disabledAt.isEmpty();
    }
}
