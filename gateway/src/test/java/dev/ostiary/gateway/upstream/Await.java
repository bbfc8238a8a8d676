package dev.ostiary.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another thread brings about, ten seconds at most.
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Await() {}

    static void until(String claim, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still not so: " + claim);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
