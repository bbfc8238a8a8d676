package dev.ostiary.core.access;

/// What becomes of a request without a valid key.
public enum AccessMode {
    /// No key is refused, a wrong one too.
    STRICT,
    /// No key passes as anonymous; a key that is present must be valid.
    OPTIONAL,
    /// No key passes as anonymous, and a wrong one counts as none.
    PERMISSIVE
}
