package dev.ostiary.core.memory;

import dev.ostiary.core.node.Heartbeat;
import dev.ostiary.core.node.InMemoryNodeRegistry;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeRegistry;
import dev.ostiary.core.node.NodeReport;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/// The registry of `core` itself, made to fail with the rest of the store.
final class InMemoryNodes implements NodeRegistry {
    private final NodeRegistry registry;
    private final InMemoryTransactions rows;

    InMemoryNodes(InMemoryTransactions rows, LongSupplier nanos) {
        this.rows = rows;
        this.registry = new InMemoryNodeRegistry(nanos);
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
    public List<NodeReport> list() {
        rows.requireWorking();
        return registry.list();
    }

    @Override
    public void awaitReport(Duration timeout) throws InterruptedException {
        rows.requireWorking();
        registry.awaitReport(timeout);
    }
}
