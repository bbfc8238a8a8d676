package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an audit event. Printed as `evt_` and 26 characters that sort by the time of creation.
public record AuditEventId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "evt_";

    public AuditEventId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static AuditEventId create(Randomness randomness, Instant now) {
        return new AuditEventId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<AuditEventId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new AuditEventId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
