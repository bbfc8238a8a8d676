package dev.ostiary.core.vault;

import dev.ostiary.core.secret.Secret;

/// Encrypts what has to be used again, under keys that are derived from the master key and are in no database.
/// Authenticated: what was changed, or belongs elsewhere, does not open. Thread safe.
public interface SecretCipher {
    /// The generation that [#seal] uses from now on.
    int generation();

    /// Encrypts a secret, never twice to the same.
    ///
    /// @param associatedData what it belongs to; it opens with the very same only
    SealedSecret seal(Secret secret, byte[] associatedData);

    /// Decrypts a secret.
    ///
    /// @throws UnreadableSecretException when it was not sealed so: damaged, moved from elsewhere, or of a
    ///     generation that this node does not have
    Secret open(SealedSecret sealed, byte[] associatedData);
}
