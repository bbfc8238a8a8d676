package dev.ostiary.core.node;

import java.time.Instant;

/// Which node it is, from its start to its end.
///
/// @param id new at every start
/// @param name what operators call it; several nodes may share one
/// @param version of the program it runs
/// @param startedAt by its own clock, to the millisecond
public record NodeIdentity(NodeId id, String name, String version, Instant startedAt) {}
