package dev.ostiary.core.node;

/// Identifies a running gateway; new at every start.
public record NodeId(String value) {}
