package dev.ostiary.core.node;

/// A node's word that it lives and has applied every change up to a number.
///
/// @param keys how many keys it knows
/// @param digest of all that it obeys, as of exactly that change
public record Heartbeat(NodeIdentity node, long appliedSeq, long keys, StateDigest digest) {}
