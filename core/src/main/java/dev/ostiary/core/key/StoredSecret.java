package dev.ostiary.core.key;

import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;

/// What is kept of a key's secret: its digest, the number of the pepper in it, and the mask that people see.
public record StoredSecret(KeyDigest digest, int pepperNumber, String mask) {
    /// Digests and masks a secret, after which the secret itself is not needed any more.
    public static StoredSecret of(Secret secret, Pepper pepper) {
        KeyDigester digester = new KeyDigester(pepper);
        String text = secret.reveal();
        return new StoredSecret(digester.digest(text), digester.pepperNumber(), KeyMask.ofAgentKey(text));
    }
}
