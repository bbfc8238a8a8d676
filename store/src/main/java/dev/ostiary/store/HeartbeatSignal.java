package dev.ostiary.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes whoever waits for a node's heartbeat.
final class HeartbeatSignal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition reported = lock.newCondition();

    void report() {
        lock.lock();
        try {
            reported.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // may return early
    void await(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long unused = reported.awaitNanos(timeout.toNanos());
        } finally {
            lock.unlock();
        }
    }
}
