package dev.ostiary.core.node;

import java.time.Duration;
import java.util.List;

/// Where nodes report how far they are.
public interface NodeRegistry {
    /// Puts a node's heartbeat in the place of its last one.
    void report(Heartbeat heartbeat);

    /// Forgets a node that stopped in order.
    void remove(NodeId node);

    /// The last that was heard of every node, in no order. Those that ended without a word are among them, for a
    /// day at least.
    List<NodeReport> list();

    /// Waits until a heartbeat may have come, `timeout` at most. May return early, without one.
    void awaitReport(Duration timeout) throws InterruptedException;
}
