package dev.ostiary.app.server;

import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.problem.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has old changes forgotten, on a thread of its own, so that the log does not grow for ever. Each control plane does
/// so,
/// and
/// it does no harm that several do: what one forgot the others no longer find.
final class ChangeRetention implements AutoCloseable {
    /// More than a node misses in an outage that is worth following up change by change; one that was away for
    /// longer
    /// loads everything anew.
    static final long KEPT = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRetention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final long CLOSE_MILLIS = 2000;

    private final ChangeLog changes;
    private final Duration period;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private ChangeRetention(ChangeLog changes, Duration period) {
        this.changes = changes;
        this.period = period;
        this.thread = Thread.ofVirtual().name("change-retention").unstarted(this::run);
    }

    /// Begins: now, and again and again.
    static ChangeRetention start(ChangeLog changes) {
        return start(changes, EVERY);
    }

    static ChangeRetention start(ChangeLog changes, Duration period) {
        ChangeRetention started = new ChangeRetention(changes, period);
        started.thread.start();
        return started;
    }

    private void run() {
        try {
            do {
                forget();
            } while (!closing.await(period.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        try {
            changes.forgetAllBut(KEPT);
        } catch (StoreException failure) {
            LOG.atWarn().setCause(failure).log("old changes could not be forgotten; it is tried again later");
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("old changes could not be forgotten");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            boolean isEnded = thread.join(Duration.ofMillis(CLOSE_MILLIS));
            if (!isEnded) {
                LOG.atWarn().log("old changes are still being forgotten");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
