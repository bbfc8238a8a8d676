package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.store.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every [NodeRegistry] does.
public abstract class NodeRegistryContract extends StoreContract {
    private static final NodeId ONE = new NodeId("node-one");
    private static final NodeId OTHER = new NodeId("node-other");

    private NodeRegistry nodes() {
        return store.nodes();
    }

    /// Before any node reported there is none.
    @Test
    void listSince_ofEmpty_isEmpty() {
        assertEquals(List.of(), nodes().listSince(Instant.EPOCH));
    }

    /// Of each node the last heartbeat is known.
    @Test
    void report_replacesTheLast() {
        nodes().report(new Heartbeat(ONE, 1, START));
        nodes().report(new Heartbeat(OTHER, 2, START));
        Heartbeat last = new Heartbeat(ONE, 3, START.plusMillis(1));
        nodes().report(last);

        assertEquals(Set.of(last, new Heartbeat(OTHER, 2, START)), Set.copyOf(nodes().listSince(START)));
    }

    /// A node that loaded everything anew may stand lower than before: what it says last is what counts.
    @Test
    void report_lowerNumber_isTaken() {
        nodes().report(new Heartbeat(ONE, 9, START));
        Heartbeat last = new Heartbeat(ONE, 3, START.plusMillis(1));
        nodes().report(last);

        assertEquals(List.of(last), nodes().listSince(START));
    }

    /// A node that was heard at that very instant is in, one that was heard a millisecond before is not.
    @Test
    void listSince_isToTheMillisecond() {
        Heartbeat heartbeat = new Heartbeat(ONE, 1, START);
        nodes().report(heartbeat);

        assertEquals(List.of(heartbeat), nodes().listSince(START.minusMillis(1)));
        assertEquals(List.of(heartbeat), nodes().listSince(START));
        assertEquals(List.of(), nodes().listSince(START.plusMillis(1)));
    }

    /// A node that stopped in order is forgotten, and forgetting one that nobody knows does no harm.
    @Test
    void remove_forgets() {
        Heartbeat other = new Heartbeat(OTHER, 1, START);
        nodes().report(new Heartbeat(ONE, 1, START));
        nodes().report(other);
        nodes().remove(ONE);
        nodes().remove(ONE);
        nodes().remove(new NodeId("nobody"));

        assertEquals(List.of(other), nodes().listSince(Instant.EPOCH));
    }

    /// Nodes that report at once, each of them often, all end up with what they said last.
    @Test
    void report_manyAtOnce_allAreKept() throws Exception {
        concurrently(8, thread -> {
            for (long seq = 1; seq <= 20; seq++) {
                nodes().report(new Heartbeat(new NodeId("node-" + thread), seq, START.plusMillis(seq)));
            }
        });

        List<Heartbeat> heartbeats = nodes().listSince(START.plusMillis(20));
        assertEquals(8, heartbeats.size());
        assertTrue(heartbeats.stream().allMatch(heartbeat -> heartbeat.appliedSeq() == 20));
    }

    /// Whoever waits in turns until a node has got somewhere learns of it.
    @Test
    void awaitReport_inTurns_learnsOfTheReport() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread reporter = Thread.ofPlatform().start(() -> {
            try {
                waiting.await();
                nodes().report(new Heartbeat(ONE, 5, START));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (nodes().listSince(START).isEmpty()) {
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
