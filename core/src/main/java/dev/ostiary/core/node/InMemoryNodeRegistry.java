package dev.ostiary.core.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// A [NodeRegistry] for control plane and gateway in one process.
public final class InMemoryNodeRegistry implements NodeRegistry {
    private final LongSupplier nanos;
    private final Map<NodeId, Heard> heartbeats = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition reported = lock.newCondition();

    private record Heard(Heartbeat heartbeat, long nanos) {}

    public InMemoryNodeRegistry() {
        this(System::nanoTime);
    }

    /// @param nanos a clock that runs evenly
    public InMemoryNodeRegistry(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void report(Heartbeat heartbeat) {
        heartbeats.put(heartbeat.node().id(), new Heard(heartbeat, nanos.getAsLong()));
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
    public List<NodeReport> list() {
        return heartbeats.values().stream()
                .map(heard -> new NodeReport(
                        heard.heartbeat(), Duration.ofNanos(Math.max(0, nanos.getAsLong() - heard.nanos()))))
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
