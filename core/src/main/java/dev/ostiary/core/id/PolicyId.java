package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an access policy. Printed as `pol_` and 26 characters that sort by the time of creation.
public record PolicyId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "pol_";

    public PolicyId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static PolicyId create(Randomness randomness, Instant now) {
        return new PolicyId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<PolicyId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new PolicyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
