package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a plan of the installation. Printed as `plan_` and 26 characters that sort by the time of
/// creation.
public record PlanId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "plan_";

    public PlanId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static PlanId create(Randomness randomness, Instant now) {
        return new PlanId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<PlanId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new PlanId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
