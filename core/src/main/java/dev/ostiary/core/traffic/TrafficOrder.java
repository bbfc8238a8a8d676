package dev.ostiary.core.traffic;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which requests count for the place of a route or key among others.
public enum TrafficOrder {
    /// All of them.
    REQUESTS(EnumSet.allOf(TrafficOutcome.class)),
    REFUSED(EnumSet.of(TrafficOutcome.REFUSED)),
    FAILED(EnumSet.of(TrafficOutcome.FAILED));

    private final Set<TrafficOutcome> outcomes;

    TrafficOrder(Set<TrafficOutcome> outcomes) {
        this.outcomes = Set.copyOf(outcomes);
    }

    /// What became of the requests that count.
    public Set<TrafficOutcome> outcomes() {
        return outcomes;
    }

    /// The order of that name, in lower case; empty when there is none.
    public static Optional<TrafficOrder> parse(String text) {
        return Arrays.stream(values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
