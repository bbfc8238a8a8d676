package dev.ostiary.core.key;

/// A test key that something leaked belongs to.
///
/// @param by what led to it
public record IdentifiedTestKey(TestKey key, IdentifiedKey.Trace by) {}
