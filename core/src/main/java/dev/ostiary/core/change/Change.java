package dev.ostiary.core.change;

/// Something that nodes must learn. It names what changed, not how: a node reads the subject's record anew, which is
/// at least as new as the change, so a change can be applied twice or late without harm.
///
/// @param seq its number: consecutive from 1, in commit order
/// @param kind what sort of thing changed
/// @param subject the identifier of what changed
public record Change(long seq, Kind kind, String subject) {
    /// What sort of thing changed.
    public enum Kind {
        /// An API key; the subject is its id.
        KEY,
        /// Organizations, deployments, routes or policies; the subject is the id of what caused it.
        ROUTES
    }
}
