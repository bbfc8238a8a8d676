package dev.ostiary.core.memory;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.change.ChangeLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The log of changes and the feed of them. Numbers are given under the one lock of all transactions, so there are no
/// gaps; a rolled back one is given again.
final class InMemoryChanges implements ChangeLog, ChangeFeed, AutoCloseable {
    private final InMemoryTransactions rows;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final ExecutorService caller = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("in-memory-feed").daemon().factory());
    private volatile boolean isMute;

    /// Guarded by the lock of all transactions.
    private long announced;

    InMemoryChanges(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public long append(Change.Kind kind, String subject) {
        return rows.change(contents -> {
            long seq = contents.head() + 1;
            contents.singles().put(Contents.Single.HEAD, Long.toString(seq));
            contents.changes().put(seq, new Change(seq, kind, subject));
            return seq;
        });
    }

    @Override
    public void forgetAllBut(long keep) {
        rows.write(contents ->
                contents.changes().headMap(contents.head() - keep, true).clear());
    }

    @Override
    public long continueAfter(long seq) {
        rows.write(contents ->
                contents.singles().put(Contents.Single.HEAD, Long.toString(Math.max(contents.head(), seq) + LEFT_OUT)));
        return append(Change.Kind.ROUTES, ChangeLog.CONTINUED);
    }

    @Override
    public long head() {
        return rows.read(Contents::head);
    }

    @Override
    public List<Change> after(long seq, int limit) {
        return rows.read(contents -> contents.changes().tailMap(seq, false).values().stream()
                .limit(limit)
                .toList());
    }

    @Override
    public Subscription subscribe(Runnable onChange) {
        rows.requireWorking();
        Subscriber subscriber = new Subscriber(onChange);
        subscribers.add(subscriber);
        return subscriber;
    }

    /// Wakes the subscribers when the commit had changes in it.
    void committed(Contents contents) {
        long head = contents.head();
        if (head != announced && !isMute) {
            wake();
        }
        announced = head;
    }

    /// Calls the subscribers.
    void wake() {
        for (Subscriber subscriber : subscribers) {
            // Submitted, not executed: what a callback throws is its own affair.
            Future<?> unused = caller.submit(subscriber::call);
        }
    }

    int subscribers() {
        return subscribers.size();
    }

    void muted(boolean muted) {
        isMute = muted;
    }

    @Override
    public void close() {
        caller.shutdown();
    }

    /// Compared by identity, so that one callback can subscribe twice.
    private final class Subscriber implements Subscription {
        private final Runnable onChange;

        Subscriber(Runnable onChange) {
            this.onChange = onChange;
        }

        void call() {
            if (subscribers.contains(this)) {
                onChange.run();
            }
        }

        @Override
        public void close() {
            subscribers.remove(this);
        }
    }
}
