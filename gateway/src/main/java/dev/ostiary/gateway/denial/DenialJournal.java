package dev.ostiary.gateway.denial;

import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries denials to the [DenialLog], in batches, on a thread of its own, and has old ones forgotten. A flood of
/// refused requests is not a flood of writes: of each organization ten a minute are written beyond a burst of a
/// hundred, and no more wait than the queue holds. What is dropped is counted.
public final class DenialJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DenialJournal.class);
    private static final int CAPACITY = 4096;
    private static final int BATCH = 500;
    private static final int BURST = 100;
    private static final Duration STEP = Duration.ofSeconds(6);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final long PAUSE_MILLIS = 200;
    private static final long CLOSE_MILLIS = 2000;

    private final DenialLog log;
    private final Clock clock;
    private final BlockingQueue<Denial> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final ConcurrentMap<OrganizationId, DenialCap> caps = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// What the log has not taken yet. Of the thread only.
    private final List<Denial> batch = new ArrayList<>();
    private Instant forgetAt = Instant.MIN;
    private boolean isFailing;

    public DenialJournal(DenialLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("denial-journal").unstarted(this::run);
    }

    /// Begins to carry.
    public void start() {
        thread.start();
    }

    /// Whether a denial of that organization may be written now. One that may is counted: [#add] it.
    public boolean admits(OrganizationId organization, Instant now) {
        DenialCap cap = caps.get(organization);
        if (cap == null) {
            cap = caps.computeIfAbsent(organization, _ -> new DenialCap(BURST, STEP));
        }
        boolean isAdmitted = cap.take(now.toEpochMilli());
        if (!isAdmitted) {
            dropped.increment();
        }
        return isAdmitted;
    }

    /// Takes a denial to be written soon. Never waits.
    public void add(Denial denial) {
        if (!queue.offer(denial)) {
            dropped.increment();
        }
    }

    /// How many denials were not written and will not be.
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        try {
            while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                work();
            }
            work();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            forgetOld();
            while (carrySome()) {
                isFailing = false;
            }
        } catch (StoreException failure) {
            if (!isFailing) {
                LOG.atWarn().setCause(failure).log("denials cannot be stored and are kept in memory");
            }
            isFailing = true;
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("denials could not be stored");
            dropped.add(batch.size());
            batch.clear();
        }
    }

    /// Whether there was something.
    private boolean carrySome() {
        queue.drainTo(batch, BATCH - batch.size());
        if (batch.isEmpty()) {
            return false;
        }
        log.append(List.copyOf(batch));
        batch.clear();
        return true;
    }

    private void forgetOld() {
        Instant now = clock.instant();
        if (!now.isBefore(forgetAt)) {
            log.forgetBefore(now.minus(KEPT));
            forgetAt = now.plus(FORGET_EVERY);
        }
    }

    /// Writes what is left and stops. One that was never started has nothing to write.
    @Override
    public void close() {
        closing.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MILLIS))) {
                LOG.atWarn().log("some denials were not stored");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
