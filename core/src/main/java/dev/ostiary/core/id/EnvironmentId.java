package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an environment of an organization. Printed as `env_` and 26 characters that sort by the time of
/// creation.
public record EnvironmentId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "env_";

    public EnvironmentId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static EnvironmentId create(Randomness randomness, Instant now) {
        return new EnvironmentId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<EnvironmentId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new EnvironmentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
