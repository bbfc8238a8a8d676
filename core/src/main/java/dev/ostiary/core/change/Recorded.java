package dev.ostiary.core.change;

/// What a committed operation brought about, and how many nodes obey it already.
public record Recorded<T>(T value, Applied applied) {}
