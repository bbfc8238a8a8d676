package dev.ostiary.core.traffic;

import java.util.Set;

/// By what subjects are compared.
///
/// @param kind of which subjects
/// @param outcomes the requests that count for the place; who has none of them is left out
public record TrafficRanking(String kind, Set<TrafficOutcome> outcomes) {
    public TrafficRanking {
        outcomes = Set.copyOf(outcomes);
    }
}
