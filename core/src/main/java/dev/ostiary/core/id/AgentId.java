package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies an agent. Printed as `agt_` and 26 characters that sort by the time of creation.
public record AgentId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "agt_";

    public AgentId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static AgentId create(Randomness randomness, Instant now) {
        return new AgentId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<AgentId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new AgentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
