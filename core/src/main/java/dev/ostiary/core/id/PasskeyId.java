package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a passkey of an account. Printed as `psk_` and 26 characters that sort by the time of creation.
public record PasskeyId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "psk_";

    public PasskeyId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static PasskeyId create(Randomness randomness, Instant now) {
        return new PasskeyId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<PasskeyId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new PasskeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
