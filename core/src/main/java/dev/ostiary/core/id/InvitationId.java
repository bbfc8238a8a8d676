package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an invitation into an organization. Printed as `inv_` and 26 characters that sort by the time of
/// creation.
public record InvitationId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "inv_";

    public InvitationId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static InvitationId create(Randomness randomness, Instant now) {
        return new InvitationId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<InvitationId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new InvitationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
