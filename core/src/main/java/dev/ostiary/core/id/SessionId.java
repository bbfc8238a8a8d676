package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a session; not a credential. Printed as `ses_` and 26 characters that sort by the time of creation.
public record SessionId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "ses_";

    public SessionId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static SessionId create(Randomness randomness, Instant now) {
        return new SessionId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<SessionId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
