package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an identity provider. Printed as `idp_` and 26 characters that sort by the time of creation.
public record IdentityProviderId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "idp_";

    public IdentityProviderId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static IdentityProviderId create(Randomness randomness, Instant now) {
        return new IdentityProviderId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<IdentityProviderId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new IdentityProviderId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
