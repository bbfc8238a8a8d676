package dev.ostiary.core.node;

import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.ChangeBarrier;
import java.time.Duration;
import java.util.List;

/// Waits for every live node, two seconds at most.
public final class NodeBarrier implements ChangeBarrier {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final NodeRegistry registry;

    public NodeBarrier(NodeRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Applied await(long seq) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Applied applied = applied(seq);
            long left = deadline - System.nanoTime();
            if (applied.isComplete() || left <= 0) {
                return applied;
            }
            try {
                registry.awaitReport(Duration.ofNanos(left));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return applied(seq);
            }
        }
    }

    private Applied applied(long seq) {
        List<Heartbeat> live = registry.list().stream()
                .filter(NodeReport::isLive)
                .map(NodeReport::heartbeat)
                .toList();
        int behind = (int) live.stream().filter(node -> node.appliedSeq() < seq).count();
        return new Applied(live.size() - behind, live.size());
    }
}
