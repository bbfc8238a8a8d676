package dev.ostiary.core.key;

/// Where a key stands in its life. Derived from the record and the time, never stored.
public enum KeyStatus {
    /// Opens what it is bound to.
    ACTIVE,
    /// Switched off; can be switched on again.
    DISABLED,
    /// Past its expiry, from that very instant on.
    EXPIRED,
    /// Ended for good.
    REVOKED
}
