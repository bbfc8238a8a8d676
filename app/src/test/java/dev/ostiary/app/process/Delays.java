package dev.ostiary.app.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Durations that were measured, and what is said of them. Any thread may add.
final class Delays {
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    void add(long measured) {
        nanos.add(measured);
    }

    /// The duration that this part of them, 0 to 1, is not longer than.
    Duration quantile(double part) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int index = (int) Math.ceil(part * sorted.size()) - 1;
        return Duration.ofNanos(sorted.get(Math.max(0, index)));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d)",
                quantile(0.5).toNanos() / 1e6,
                quantile(0.99).toNanos() / 1e6,
                quantile(1).toNanos() / 1e6,
                nanos.size());
    }
}
