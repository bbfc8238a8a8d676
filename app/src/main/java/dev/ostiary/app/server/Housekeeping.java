package dev.ostiary.app.server;

import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.key.ForgetTestKeys;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does again and again, on a thread of its own, what keeps the database from growing for ever. Each control plane
/// does so, and it does no harm that several do: what one took away the others no longer find.
final class Housekeeping implements AutoCloseable {
    /// The changes that are kept: more than a node misses in an outage that is worth following up change by
    /// change; one that was away for longer loads everything anew.
    static final long KEPT = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final long CLOSE_MILLIS = 2000;

    /// A thing to do.
    ///
    /// @param name as it is logged when it fails
    record Chore(String name, Runnable work) {}

    private final List<Chore> chores;
    private final Duration period;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Housekeeping(List<Chore> chores, Duration period) {
        this.chores = chores;
        this.period = period;
        this.thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
    }

    /// Begins: now, and again and again. Old changes, calls that will not be answered again and expired
    /// test keys are forgotten.
    static Housekeeping start(Store store, Clock clock) {
        ChangeLog changes = store.changes();
        ForgetTestKeys testKeys = new ForgetTestKeys(store.transactions(), store.testKeys(), changes, clock);
        return start(
                List.of(
                        new Chore("changes", () -> changes.forgetAllBut(KEPT)),
                        new Chore("idempotent-calls", () -> store.idempotency().forgetEnded(clock.instant())),
                        new Chore("test-keys", () -> {
                            int _ = testKeys.run();
                        })),
                EVERY);
    }

    static Housekeeping start(List<Chore> chores, Duration period) {
        Housekeeping started = new Housekeeping(chores, period);
        started.thread.start();
        return started;
    }

    private void run() {
        try {
            do {
                chores.forEach(Housekeeping::attempt);
            } while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Chore chore) {
        try {
            chore.work().run();
        } catch (StoreException failure) {
            LOG.atWarn()
                    .addKeyValue("chore", chore.name())
                    .setCause(failure)
                    .log("what is old could not be forgotten; it is tried again later");
        } catch (RuntimeException bug) {
            LOG.atError().addKeyValue("chore", chore.name()).setCause(bug).log("what is old could not be forgotten");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            boolean isEnded = thread.join(Duration.ofMillis(CLOSE_MILLIS));
            if (!isEnded) {
                LOG.atWarn().log("what is old is still being forgotten");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
