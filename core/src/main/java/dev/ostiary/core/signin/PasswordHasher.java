package dev.ostiary.core.signin;

import dev.ostiary.core.secret.Secret;

/// Turns passwords into something that is slow to guess back. Thread safe; a call takes long and much memory.
public interface PasswordHasher {
    PasswordHash hash(Secret password);

    /// Whether the hash is of that password.
    boolean matches(Secret password, PasswordHash hash);

    /// Whether the hash was made at other costs than are usual now.
    boolean isOutdated(PasswordHash hash);

    /// A hash that no password has, at the usual costs: to compare with it takes as long as with any other.
    PasswordHash decoy();
}
