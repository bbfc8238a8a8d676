package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a project of an organization. Printed as `prj_` and 26 characters that sort by the time of
/// creation.
public record ProjectId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "prj_";

    public ProjectId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static ProjectId create(Randomness randomness, Instant now) {
        return new ProjectId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<ProjectId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new ProjectId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
