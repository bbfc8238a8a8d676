package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.store.StoreContract;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What every [NodeRegistry] does.
public abstract class NodeRegistryContract extends StoreContract {
    private static final String ONE = "node-one";
    private static final String OTHER = "node-other";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private NodeRegistry nodes() {
        return store.nodes();
    }

    private Set<Heartbeat> heartbeats() {
        return nodes().list().stream().map(NodeReport::heartbeat).collect(Collectors.toSet());
    }

    /// Before any node reported there is none.
    @Test
    void list_ofEmpty_isEmpty() {
        assertEquals(List.of(), nodes().list());
    }

    /// Of each node the last heartbeat is known, with everything in it.
    @Test
    void report_replacesTheLast() {
        Heartbeat other = Heartbeats.of(OTHER, 2, new StateDigest(-1, Long.MIN_VALUE, LocalDate.EPOCH));
        nodes().report(Heartbeats.of(ONE, 1));
        nodes().report(other);
        nodes().report(Heartbeats.of(ONE, 3, new StateDigest(7, 8, DAY)));

        assertEquals(Set.of(Heartbeats.of(ONE, 3, new StateDigest(7, 8, DAY)), other), heartbeats());
    }

    /// A node that loaded everything anew may stand lower than before: what it says last is what counts.
    @Test
    void report_lowerNumber_isTaken() {
        nodes().report(Heartbeats.of(ONE, 9));
        nodes().report(Heartbeats.of(ONE, 3));

        assertEquals(Set.of(Heartbeats.of(ONE, 3)), heartbeats());
    }

    /// A node that has just been heard is live, whatever time its own clock tells.
    @Test
    void list_justHeard_isLive() {
        nodes().report(Heartbeats.of(ONE, 1));

        assertTrue(nodes().list().getFirst().isLive());
        assertFalse(nodes().list().getFirst().silence().isNegative());
    }

    /// A node that stopped in order is forgotten, and forgetting one that nobody knows does no harm.
    @Test
    void remove_forgets() {
        nodes().report(Heartbeats.of(ONE, 1));
        nodes().report(Heartbeats.of(OTHER, 1));
        nodes().remove(new NodeId(ONE));
        nodes().remove(new NodeId(ONE));
        nodes().remove(new NodeId("nobody"));

        assertEquals(Set.of(Heartbeats.of(OTHER, 1)), heartbeats());
    }

    /// Nodes that report at once, each of them often, all end up with what they said last.
    @Test
    void report_manyAtOnce_allAreKept() throws Exception {
        concurrently(8, thread -> {
            for (long seq = 1; seq <= 20; seq++) {
                nodes().report(Heartbeats.of("node-" + thread, seq));
            }
        });

        assertEquals(8, heartbeats().size());
        assertTrue(heartbeats().stream().allMatch(heartbeat -> heartbeat.appliedSeq() == 20));
    }

    /// Whoever waits in turns until a node has got somewhere learns of it.
    @Test
    void awaitReport_inTurns_learnsOfTheReport() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread reporter = Thread.ofPlatform().start(() -> {
            try {
                waiting.await();
                nodes().report(Heartbeats.of(ONE, 5));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (nodes().list().isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "the report never came");
            waiting.countDown();
            nodes().awaitReport(Duration.ofSeconds(1));
        }
        reporter.join();
    }

    /// Waiting ends by itself when no report comes.
    @Test
    void awaitReport_noReport_ends() throws Exception {
        long start = System.nanoTime();
        nodes().awaitReport(Duration.ofMillis(50));

        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
    }
}
