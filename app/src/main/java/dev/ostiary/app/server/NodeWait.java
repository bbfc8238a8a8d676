package dev.ostiary.app.server;

import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeRegistry;
import java.time.Duration;

/// Waits until a node counts: from then on, whoever changes something hears whether the node obeys it.
final class NodeWait {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final NodeRegistry registry;

    NodeWait(NodeRegistry registry) {
        this.registry = registry;
    }

    void untilReported(NodeId node) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReported(node)) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw StartRefused.because(
                        "keys and routes cannot be loaded from the database; see the log for the cause");
            }
            try {
                registry.awaitReport(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw StartRefused.because("interrupted while starting; start again");
            }
        }
    }

    private boolean isReported(NodeId node) {
        return registry.list().stream()
                .anyMatch(report -> report.heartbeat().node().id().equals(node));
    }
}
