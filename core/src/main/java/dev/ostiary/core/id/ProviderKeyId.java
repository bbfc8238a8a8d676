package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a provider key. Printed as `pvk_` and 26 characters that sort by the time of creation.
public record ProviderKeyId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "pvk_";

    public ProviderKeyId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static ProviderKeyId create(Randomness randomness, Instant now) {
        return new ProviderKeyId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<ProviderKeyId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new ProviderKeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
