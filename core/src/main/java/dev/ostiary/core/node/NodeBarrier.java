package dev.ostiary.core.node;

import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.ChangeBarrier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Waits for every live node, two seconds at most.
public final class NodeBarrier implements ChangeBarrier {
    /// A node that was silent for longer does not count as live.
    public static final Duration LIVENESS = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final NodeRegistry registry;
    private final Clock clock;

    public NodeBarrier(NodeRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
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
        List<Heartbeat> live = registry.listSince(clock.instant().minus(LIVENESS));
        int behind = (int) live.stream().filter(node -> node.appliedSeq() < seq).count();
        return new Applied(live.size() - behind, live.size());
    }
}
