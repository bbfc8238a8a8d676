package dev.ostiary.core.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Where nodes report how far they are.
public interface NodeRegistry {
    /// Puts a node's heartbeat in the place of its last one.
    void report(Heartbeat heartbeat);

    /// Forgets a node that stopped in order.
    void remove(NodeId node);

    /// The last heartbeat of every node that reported at `since` or later.
    List<Heartbeat> listSince(Instant since);

    /// Waits until a heartbeat may have come, `timeout` at most. May return early, without one.
    void awaitReport(Duration timeout) throws InterruptedException;
}
