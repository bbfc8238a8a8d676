package dev.ostiary.app.server;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.problem.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries each change from the feed into the [ChangeJournal], soon after it was committed: within milliseconds, and a
/// second when a wake-up was lost.
final class JournalKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
    private static final int BATCH = 1000;

    private final ChangeFeed feed;
    private final ChangeJournal journal;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;

    private volatile boolean isClosed;
    private long seen;

    private JournalKeeper(ChangeFeed feed, ChangeJournal journal, long seen) {
        this.feed = feed;
        this.journal = journal;
        this.seen = seen;
        this.thread = Thread.ofPlatform().name("change-journal").daemon().unstarted(this::run);
    }

    /// Begins to follow, after what the journal has.
    static JournalKeeper start(ChangeFeed feed, ChangeJournal journal) throws IOException {
        long seen = journal.newest().map(Change::seq).orElse(0L);
        journal.turnOver();
        JournalKeeper keeper = new JournalKeeper(feed, journal, seen);
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        boolean hasFailed = false;
        try (ChangeFeed.Subscription _ = feed.subscribe(wakeUp::release)) {
            while (!isClosed) {
                try {
                    keep();
                    hasFailed = false;
                } catch (IOException | StoreException failure) {
                    if (!hasFailed) {
                        LOG.atWarn().setCause(failure).log("changes cannot be kept in the journal; it is tried again");
                    }
                    hasFailed = true;
                }
                if (wakeUp.tryAcquire(1, TimeUnit.SECONDS)) {
                    int unused = wakeUp.drainPermits();
                }
            }
            keep();
        } catch (IOException | StoreException lost) {
            LOG.atWarn().setCause(lost).log("the last changes are missing in the journal");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() throws IOException {
        List<Change> changes = feed.after(seen, BATCH);
        while (!changes.isEmpty()) {
            journal.append(changes);
            seen = changes.getLast().seq();
            changes = feed.after(seen, BATCH);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        wakeUp.release();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
