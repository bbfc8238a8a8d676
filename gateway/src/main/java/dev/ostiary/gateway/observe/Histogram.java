package dev.ostiary.gateway.observe;

/// How long things took, by upper bounds. Changed by one thread, read by any.
final class Histogram {
    /// Upper bounds in seconds: those OpenTelemetry advises for HTTP, and three more, since agents stream for
    /// minutes. What took longer is counted behind the last.
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300
    };

    /// How many counts there are: one a bound, one for the rest.
    static final int BUCKETS = BOUNDS.length + 1;

    private static final long[] NANOS = nanos();

    private final Counters buckets = new Counters(BUCKETS);
    private final Counters sum = new Counters(1);

    /// Counts something that took so long. For the one thread only.
    void record(long nanos) {
        int bucket = 0;
        while (bucket < NANOS.length && nanos > NANOS[bucket]) {
            bucket++;
        }
        buckets.increment(bucket);
        sum.add(0, nanos);
    }

    Counters buckets() {
        return buckets;
    }

    /// All durations together.
    long sumNanos() {
        return sum.get(0);
    }

    /// The upper bounds in seconds, the last of them infinite.
    static double[] bounds() {
        double[] bounds = new double[BUCKETS];
        System.arraycopy(BOUNDS, 0, bounds, 0, BOUNDS.length);
        bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    private static long[] nanos() {
        long[] nanos = new long[BOUNDS.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.round(BOUNDS[i] * 1e9);
        }
        return nanos;
    }
}
