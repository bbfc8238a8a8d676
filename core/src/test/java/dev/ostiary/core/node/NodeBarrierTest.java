package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.change.Applied;
import dev.ostiary.core.memory.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Whoever revokes a key is told how many nodes obey, and waits for those that live, but not for ever (C1, A.7).
final class NodeBarrierTest {
    private final SettableClock clock = new SettableClock();
    private final InMemoryNodeRegistry registry =
            new InMemoryNodeRegistry(() -> clock.instant().toEpochMilli() * 1_000_000);
    private final NodeBarrier barrier = new NodeBarrier(registry);

    private void report(String node, long appliedSeq) {
        registry.report(Heartbeats.of(node, appliedSeq));
    }

    /// Where no node runs there is nothing to wait for.
    @Test
    void await_noNodes_isComplete() {
        Applied applied = barrier.await(7);

        assertEquals(new Applied(0, 0), applied);
        assertTrue(applied.isComplete());
    }

    /// Nodes that have got so far, or farther, are counted without waiting.
    @Test
    void await_allHaveApplied_isComplete() {
        report("one", 7);
        report("two", 8);

        assertEquals(new Applied(2, 2), barrier.await(7));
        assertTrue(barrier.await(7).isComplete());
    }

    /// 0 is no change: nobody waits for it, however far behind the nodes are.
    @Test
    void await_zero_waitsForNothing() {
        report("one", 0);

        assertEquals(new Applied(1, 1), barrier.await(0));
    }

    /// It waits until the last node has got there.
    @Test
    void await_waitsForTheLast() throws Exception {
        report("one", 7);
        report("two", 6);
        CountDownLatch asked = new CountDownLatch(1);
        NodeBarrier watched = new NodeBarrier(new Watched(registry, asked));
        Thread two = Thread.ofPlatform().start(() -> {
            try {
                asked.await();
                report("two", 7);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });

        assertEquals(new Applied(2, 2), watched.await(7));
        two.join();
    }

    /// A node that lives and does not get there is waited for two seconds, and then counted as behind.
    @Test
    void await_oneStaysBehind_endsIncomplete() {
        report("one", 7);
        report("two", 6);
        long started = System.nanoTime();

        Applied applied = barrier.await(7);

        assertEquals(new Applied(1, 2), applied);
        assertFalse(applied.isComplete());
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(took.compareTo(Duration.ofSeconds(2)) >= 0 && took.compareTo(Duration.ofSeconds(20)) < 0);
    }

    /// A node that was silent for longer than ten seconds is not waited for; one that was heard exactly then is.
    @Test
    void await_silentNodes_doNotCount() {
        report("silent", 0);
        clock.advance(Duration.ofMillis(1));
        report("edge", 7);
        clock.advance(NodeReport.LIVENESS);
        report("live", 7);

        assertEquals(new Applied(2, 2), barrier.await(7));
    }

    /// A thread that is told to stop stops waiting and stays told.
    @Test
    void await_interrupted_answersAtOnce() {
        report("one", 6);
        Thread.currentThread().interrupt();

        assertEquals(new Applied(0, 1), barrier.await(7));
        assertTrue(Thread.interrupted());
    }

    /// Lets a test know when somebody begins to wait.
    private record Watched(NodeRegistry registry, CountDownLatch asked) implements NodeRegistry {
        @Override
        public void report(Heartbeat heartbeat) {
            registry.report(heartbeat);
        }

        @Override
        public void remove(NodeId node) {
            registry.remove(node);
        }

        @Override
        public List<NodeReport> list() {
            return registry.list();
        }

        @Override
        public void awaitReport(Duration timeout) throws InterruptedException {
            asked.countDown();
            registry.awaitReport(timeout);
        }
    }
}
