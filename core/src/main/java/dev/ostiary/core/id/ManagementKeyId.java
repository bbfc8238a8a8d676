package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a management key; not a credential. Printed as `mgk_` and 26 characters that sort by the time of
/// creation.
public record ManagementKeyId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "mgk_";

    public ManagementKeyId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static ManagementKeyId create(Randomness randomness, Instant now) {
        return new ManagementKeyId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<ManagementKeyId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new ManagementKeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
