package dev.ostiary.core.node;

import java.time.Instant;

/// A node's word that it lives and has applied every change up to a number.
public record Heartbeat(NodeId node, long appliedSeq, Instant at) {}
