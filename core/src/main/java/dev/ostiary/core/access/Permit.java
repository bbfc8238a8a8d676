package dev.ostiary.core.access;

import org.jspecify.annotations.Nullable;

/// The right to be forwarded. Only the [Authenticator] makes one, so what was not decided cannot be forwarded.
public final class Permit {
    private final @Nullable KeyEntry key;

    private final boolean isPublicAlone;

    Permit(@Nullable KeyEntry key, boolean isPublicAlone) {
        this.key = key;
        this.isPublicAlone = isPublicAlone;
    }

    /// Whether the key's public id came without its secret.
    public boolean isPublicAlone() {
        return isPublicAlone;
    }

    /// The key that opened the door; null for an anonymous request.
    public @Nullable KeyEntry key() {
        return key;
    }
}
