package dev.ostiary.core.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A [NodeRegistry] for control plane and gateway in one process.
public final class InMemoryNodeRegistry implements NodeRegistry {
    private final Map<NodeId, Heartbeat> heartbeats = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition reported = lock.newCondition();

    @Override
    public void report(Heartbeat heartbeat) {
        heartbeats.put(heartbeat.node(), heartbeat);
        lock.lock();
        try {
            reported.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(NodeId node) {
        heartbeats.remove(node);
    }

    @Override
    public List<Heartbeat> listSince(Instant since) {
        return heartbeats.values().stream()
                .filter(heartbeat -> !heartbeat.at().isBefore(since))
                .toList();
    }

    /// Bounded to a few milliseconds, since a report may come between the caller's look and its wait.
    @Override
    @SuppressWarnings("WaitNotInLoop") // may return early by contract
    public void awaitReport(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long unused = reported.awaitNanos(Math.min(timeout.toNanos(), 2_000_000));
        } finally {
            lock.unlock();
        }
    }
}
