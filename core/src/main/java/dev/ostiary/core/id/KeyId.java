package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an API key; not a credential. Printed as `key_` and 26 characters that sort by the time of creation.
public record KeyId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "key_";

    public KeyId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static KeyId create(Randomness randomness, Instant now) {
        return new KeyId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<KeyId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new KeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
