package dev.ostiary.core.access;

/// Who may pass.
public sealed interface AccessPolicy {
    /// Everyone: key security is switched off.
    record Open() implements AccessPolicy {}

    /// Holders of a key for the target.
    record KeyRequired(AccessMode mode, Location location, AccessTarget target) implements AccessPolicy {}
}
