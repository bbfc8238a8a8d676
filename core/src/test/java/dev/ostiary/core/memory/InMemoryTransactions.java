package dev.ostiary.core.memory;

import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.transaction.Transactions;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One transaction at a time, on a copy of everything that takes the original's place at the commit. Every access of
/// every port comes through here, so this is also where the store fails when a test wants it to.
final class InMemoryTransactions implements Transactions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<Contents> onCommit;
    private volatile Contents committed = Contents.empty();
    private volatile boolean isFailing;

    /// Guarded by the lock, and so seen by the thread alone that runs the transaction.
    private @Nullable Contents working;

    private final ScopedValue<Contents> moment = ScopedValue.newInstance();

    /// Whether joined work failed, so that the whole must not be committed whoever caught that. Guarded by the
    /// lock.
    private boolean isDoomed;

    /// How many calls still succeed before one fails; negative for no limit. Guarded by the lock.
    private int callsUntilFailure = -1;

    /// @param onCommit hears of what was committed, in the order of the commits
    InMemoryTransactions(Consumer<Contents> onCommit) {
        this.onCommit = onCommit;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        lock.lock();
        try {
            requireWorking();
            return working == null ? begin(work) : join(work);
        } finally {
            lock.unlock();
        }
    }

    private <T> T join(Supplier<T> work) {
        boolean isDone = false;
        try {
            T result = work.get();
            isDone = true;
            return result;
        } finally {
            isDoomed |= !isDone;
        }
    }

    private <T> T begin(Supplier<T> work) {
        Contents copy = committed.copy();
        working = copy;
        isDoomed = false;
        try {
            T result = work.get();
            requireWorking();
            if (isDoomed) {
                throw new IllegalStateException("part of the transaction failed, so nothing of it is committed");
            }
            committed = copy;
            onCommit.accept(copy);
            return result;
        } finally {
            working = null;
        }
    }

    /// Asks the running transaction's rows, or what is committed when this thread runs none.
    <T> T read(Function<Contents, T> query) {
        requireWorking();
        Contents seen = lock.isHeldByCurrentThread() ? working : null;
        return query.apply(seen == null ? moment.orElse(committed) : seen);
    }

    /// Lets the thread's readings within see what is committed now.
    void atOneMoment(Runnable readings) {
        ScopedValue.where(moment, committed).run(readings);
    }

    /// Changes the running transaction's rows, or runs one of its own.
    void write(Consumer<Contents> change) {
        change(contents -> {
            change.accept(contents);
            return true;
        });
    }

    /// The same for a change that answers something.
    <T> T change(Function<Contents, T> change) {
        return inTransaction(() -> read(change));
    }

    /// Everything that is committed, whether the store fails or not.
    Contents committed() {
        return committed;
    }

    /// Puts other contents in the place of the committed ones.
    void restore(Contents contents) {
        lock.lock();
        try {
            committed = contents.copy();
        } finally {
            lock.unlock();
        }
    }

    void failing(boolean failing) {
        isFailing = failing;
    }

    void failAtCall(int number) {
        lock.lock();
        try {
            callsUntilFailure = number - 1;
        } finally {
            lock.unlock();
        }
    }

    boolean awaitsFailure() {
        lock.lock();
        try {
            return callsUntilFailure >= 0;
        } finally {
            lock.unlock();
        }
    }

    /// Fails when a test has asked for it.
    void requireWorking() {
        if (isFailing || isTurnOfFailure()) {
            throw new StoreException("the store fails", new IllegalStateException("a test wants it so"));
        }
    }

    private boolean isTurnOfFailure() {
        lock.lock();
        try {
            return callsUntilFailure >= 0 && callsUntilFailure-- == 0;
        } finally {
            lock.unlock();
        }
    }
}
