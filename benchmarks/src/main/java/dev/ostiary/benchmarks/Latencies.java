package dev.ostiary.benchmarks;

import java.util.Arrays;

/// Times in nanoseconds, all of them kept. Not thread safe.
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    void addAll(Latencies other) {
        for (int i = 0; i < other.count; i++) {
            add(other.nanos[i]);
        }
    }

    /// Adds count, percentiles and maximum, in microseconds.
    void describe(Figures figures) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        figures.add("count", count)
                .add("p50_us", micros(sorted, 0.5))
                .add("p99_us", micros(sorted, 0.99))
                .add("p999_us", micros(sorted, 0.999))
                .add("max_us", micros(sorted, 1));
    }

    private static double micros(long[] sorted, double quantile) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(quantile * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1000.0;
    }
}
