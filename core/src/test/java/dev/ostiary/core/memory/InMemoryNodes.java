package dev.ostiary.core.memory;

import dev.ostiary.core.node.Heartbeat;
import dev.ostiary.core.node.InMemoryNodeRegistry;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The registry of `core` itself, made to fail with the rest of the store.
final class InMemoryNodes implements NodeRegistry {
    private final NodeRegistry registry = new InMemoryNodeRegistry();
    private final InMemoryTransactions rows;

    InMemoryNodes(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void report(Heartbeat heartbeat) {
        rows.requireWorking();
        registry.report(heartbeat);
    }

    @Override
    public void remove(NodeId node) {
        rows.requireWorking();
        registry.remove(node);
    }

    @Override
    public List<Heartbeat> listSince(Instant since) {
        rows.requireWorking();
        return registry.listSince(since);
    }

    @Override
    public void awaitReport(Duration timeout) throws InterruptedException {
        rows.requireWorking();
        registry.awaitReport(timeout);
    }
}
