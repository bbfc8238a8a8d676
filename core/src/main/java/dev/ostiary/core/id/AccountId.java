package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an account: a person who may sign in. Printed as `usr_` and 26 characters that sort by the time of
/// creation.
public record AccountId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "usr_";

    public AccountId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static AccountId create(Randomness randomness, Instant now) {
        return new AccountId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<AccountId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new AccountId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
