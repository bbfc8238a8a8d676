package dev.ostiary.gateway;

import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.traffic.TrafficCount;
import dev.ostiary.core.traffic.TrafficSpan;
import dev.ostiary.core.traffic.TrafficStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries how many requests the event loops saw to the store, every few seconds, on a thread of its own, and has old
/// counts forgotten. While the store is away, what is alike is put together, up to a bound: history is not worth a
/// gateway's memory.
final class TrafficFlusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficFlusher.class);
    private static final long EVERY_SECONDS = 5;
    private static final int MOST_UNSTORED = 100_000;
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final List<GatewayLoop> loops;
    private final TrafficStore store;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private final Map<TrafficCount, Long> unstored = new HashMap<>();
    private Instant forgetAt;
    private boolean isFailing;

    TrafficFlusher(List<GatewayLoop> loops, TrafficStore store, Clock clock) {
        this.loops = loops;
        this.store = store;
        this.clock = clock;
        this.forgetAt = clock.instant();
        this.executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("traffic-flusher").daemon().factory());
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::flush, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void flush() {
        try {
            Instant now = clock.instant();
            for (GatewayLoop loop : loops) {
                loop.takeTraffic(TrafficSpan.MINUTE.startOf(now)).get().forEach(this::keep);
            }
            store();
            if (!now.isBefore(forgetAt)) {
                store.forgetOld(now);
                forgetAt = now.plus(FORGET_EVERY);
            }
            isFailing = false;
        } catch (StoreException failure) {
            if (!isFailing) {
                LOG.atWarn().setCause(failure).log("counts of requests cannot be stored and are kept in memory");
            }
            isFailing = true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException bug) {
            LOG.atError().setCause(bug).log("counts of requests could not be collected");
        }
    }

    private void keep(TrafficCount count) {
        TrafficCount like = count.of(0);
        if (unstored.size() < MOST_UNSTORED || unstored.containsKey(like)) {
            long _ = unstored.merge(like, count.requests(), Long::sum);
        }
    }

    private void store() {
        if (!unstored.isEmpty()) {
            store.add(unstored.entrySet().stream()
                    .map(sum -> sum.getKey().of(sum.getValue()))
                    .toList());
            unstored.clear();
        }
    }

    /// Stores what is left and stops. The event loops must still run.
    @Override
    public void close() {
        // Not interrupted: what is being stored could be lost, or be stored twice.
        executor.shutdown();
        flush();
    }
}
