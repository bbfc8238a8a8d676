package dev.ostiary.core.traffic;

import java.util.Arrays;

/// Into which buckets latencies are counted: two for each doubling from a quarter of a millisecond to seventeen
/// minutes, so that what is read back is true to a fifth.
public final class LatencyScale {
    /// No latency is known.
    public static final int NONE = -1;

    private static final double SHORTEST_MILLIS = 0.25;
    private static final int DOUBLINGS = 22;
    private static final long[] UPPER_NANOS = upperNanos();

    /// How many there are. The last has no upper bound.
    public static final int BUCKETS = UPPER_NANOS.length + 1;

    private LatencyScale() {}

    private static long[] upperNanos() {
        long[] bounds = new long[2 * DOUBLINGS + 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.round(SHORTEST_MILLIS * 1e6 * Math.pow(2, i / 2.0));
        }
        return bounds;
    }

    /// The bucket for that latency.
    public static int bucketOf(long nanos) {
        int place = Arrays.binarySearch(UPPER_NANOS, nanos);
        return place < 0 ? -place - 1 : place;
    }

    /// What is longer than this, in milliseconds, is in that bucket or a later one.
    static double lowerMillis(int bucket) {
        return bucket == 0 ? 0 : UPPER_NANOS[bucket - 1] / 1e6;
    }

    /// What is no longer than this, in milliseconds, is in that bucket or an earlier one; for the last, which has
    /// no bound, its lower one.
    static double upperMillis(int bucket) {
        return UPPER_NANOS[Math.min(bucket, UPPER_NANOS.length - 1)] / 1e6;
    }
}
