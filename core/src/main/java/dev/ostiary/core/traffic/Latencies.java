package dev.ostiary.core.traffic;

import java.util.OptionalDouble;

/// How long answers took to begin, by bucket of [LatencyScale].
public final class Latencies {
    private final long[] counts = new long[LatencyScale.BUCKETS];
    private long total;

    /// Counts so many in that bucket.
    void add(int bucket, long requests) {
        counts[bucket] += requests;
        total += requests;
    }

    /// How many were counted.
    public long total() {
        return total;
    }

    /// In how many milliseconds such a share of all answers had begun, evenly spread within a bucket; empty when
    /// there were none.
    ///
    /// @param share over 0, at most 1
    public OptionalDouble quantileMillis(double share) {
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double rank = share * total;
        long before = 0;
        int bucket = 0;
        while (before + counts[bucket] < rank) {
            before += counts[bucket];
            bucket++;
        }
        double lower = LatencyScale.lowerMillis(bucket);
        double within = (rank - before) / counts[bucket];
        return OptionalDouble.of(lower + within * (LatencyScale.upperMillis(bucket) - lower));
    }
}
