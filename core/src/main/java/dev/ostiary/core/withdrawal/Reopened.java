package dev.ostiary.core.withdrawal;

import dev.ostiary.core.change.Withdrawal;

/// A right that was withdrawn, or may have become less, and is there again.
///
/// @param name what people call it
public record Reopened(Withdrawal withdrawal, String name) {}
