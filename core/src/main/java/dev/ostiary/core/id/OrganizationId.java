package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an organization. Printed as `org_` and 26 characters that sort by the time of creation.
public record OrganizationId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "org_";

    public OrganizationId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static OrganizationId create(Randomness randomness, Instant now) {
        return new OrganizationId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<OrganizationId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new OrganizationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
