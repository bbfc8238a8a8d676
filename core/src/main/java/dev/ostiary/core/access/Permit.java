package dev.ostiary.core.access;

import org.jspecify.annotations.Nullable;

/// The right to be forwarded. Only the [Authenticator] makes one, so what was not decided cannot be forwarded.
public final class Permit {
    private final @Nullable KeyEntry key;

    Permit(@Nullable KeyEntry key) {
        this.key = key;
    }

    /// The key that opened the door; null for an anonymous request.
    public @Nullable KeyEntry key() {
        return key;
    }
}
