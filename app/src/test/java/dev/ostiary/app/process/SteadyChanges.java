package dev.ostiary.app.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Makes changes at the rate of 10,000 a minute, whether the ones before are answered or not; when more than a few are
/// under way the next ones are late.
final class SteadyChanges {
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1) / 10_000;
    private static final int CALLERS = 8;

    private SteadyChanges() {}

    /// A change by its number.
    interface Making {
        void make(int number) throws Exception;
    }

    /// Makes so many and waits for all.
    static void make(int changes, Making making) throws Exception {
        long start = System.nanoTime();
        List<Future<Integer>> made = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int count = 0; count < changes; count++) {
                int number = count;
                made.add(callers.submit(() -> {
                    TimeUnit.NANOSECONDS.sleep(start + number * PERIOD_NANOS - System.nanoTime());
                    making.make(number);
                    return number;
                }));
            }
            for (Future<Integer> each : made) {
                int unused = each.get();
            }
        }
    }
}
