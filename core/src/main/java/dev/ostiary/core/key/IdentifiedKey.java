package dev.ostiary.core.key;

/// A key that something leaked belongs to.
///
/// @param by what led to it
public record IdentifiedKey(FoundKey found, Trace by) {
    /// What can lead to a key.
    public enum Trace {
        /// The whole key, or its SHA-256.
        SECRET,
        /// A secret that was replaced by another, or its SHA-256.
        FORMER_SECRET,
        PUBLIC_ID,
        /// First and last characters, which several keys may share.
        MASK,
        /// First characters.
        START,
        /// Last characters.
        END
    }
}
