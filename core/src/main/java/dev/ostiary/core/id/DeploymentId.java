package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies one revision of an agent in an environment. Printed as `dep_` and 26 characters that sort by the time of
/// creation.
public record DeploymentId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "dep_";

    public DeploymentId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static DeploymentId create(Randomness randomness, Instant now) {
        return new DeploymentId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<DeploymentId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new DeploymentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
