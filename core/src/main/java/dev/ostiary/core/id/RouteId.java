package dev.ostiary.core.id;

import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.Optional;

/// Identifies a route of one's own. Printed as `rte_` and 26 characters that sort by the time of creation.
public record RouteId(String value) {
    /// What every one of these begins with.
    public static final String PREFIX = "rte_";

    public RouteId {
        Identifiers.require(PREFIX, value);
    }

    /// A new one, made at that instant.
    public static RouteId create(Randomness randomness, Instant now) {
        return new RouteId(PREFIX + randomness.timeOrdered(now));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<RouteId> parse(String text) {
        return Identifiers.isValid(PREFIX, text) ? Optional.of(new RouteId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
