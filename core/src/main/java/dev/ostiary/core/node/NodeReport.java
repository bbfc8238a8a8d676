package dev.ostiary.core.node;

import java.time.Duration;

/// The last that was heard of a node.
///
/// @param silence how long ago, by the registry's own clock: the clocks of nodes may differ
public record NodeReport(Heartbeat heartbeat, Duration silence) {
    /// A node that was silent for longer does not count as live.
    public static final Duration LIVENESS = Duration.ofSeconds(10);

    /// Whether the node counts: changes wait for it.
    public boolean isLive() {
        return silence.compareTo(LIVENESS) <= 0;
    }
}
