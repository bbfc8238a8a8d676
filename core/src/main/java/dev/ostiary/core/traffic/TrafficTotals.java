package dev.ostiary.core.traffic;

import java.util.EnumMap;
import java.util.Map;

/// How many requests ended how, and how long answers took to begin. Filled once, then only read.
public final class TrafficTotals {
    private final Map<TrafficOutcome, Long> requests = new EnumMap<>(TrafficOutcome.class);
    private final Latencies latencies = new Latencies();

    /// Nothing yet.
    public TrafficTotals() {}

    /// Counts more.
    ///
    /// @param latency as in [TrafficCount]
    /// @return this
    public TrafficTotals plus(TrafficOutcome outcome, int latency, long count) {
        long _ = requests.merge(outcome, count, Long::sum);
        if (latency != LatencyScale.NONE) {
            latencies.add(latency, count);
        }
        return this;
    }

    /// All requests.
    public long requests() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Those that ended so.
    public long requests(TrafficOutcome outcome) {
        return requests.getOrDefault(outcome, 0L);
    }

    public Latencies latencies() {
        return latencies;
    }
}
