package dev.ostiary.core.node;

import java.time.Instant;

/// Heartbeats of nodes of which only identifier and number matter.
public final class Heartbeats {
    private Heartbeats() {}

    /// A heartbeat of that node, at that change.
    public static Heartbeat of(String node, long appliedSeq) {
        return of(node, appliedSeq, StateDigest.NONE);
    }

    /// A heartbeat of that node, which holds that at that change.
    public static Heartbeat of(String node, long appliedSeq, StateDigest digest) {
        return new Heartbeat(identity(node), appliedSeq, 3, digest);
    }

    static NodeIdentity identity(String node) {
        return new NodeIdentity(new NodeId(node), "gateway-1", "1.2.3", Instant.parse("2026-03-01T11:00:00Z"));
    }
}
