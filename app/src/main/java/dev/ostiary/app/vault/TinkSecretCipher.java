package dev.ostiary.app.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.SealedSecret;
import dev.ostiary.core.vault.SecretCipher;
import dev.ostiary.core.vault.UnreadableSecretException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// AES-256-GCM of Tink, under a key that is derived from each generation of the master key. Nothing of Tink is loaded
/// before the first secret comes. Thread safe.
public final class TinkSecretCipher implements SecretCipher {
    private final MasterKeyRing ring;
    /// The one that was used last, which most likely is used next.
    private volatile @Nullable Keyed last;

    public TinkSecretCipher(MasterKeyRing ring) {
        this.ring = ring;
    }

    private record Keyed(MasterKey key, Aead aead) {}

    @Override
    public int generation() {
        return ring.active();
    }

    @Override
    public SealedSecret seal(Secret secret, byte[] associatedData) {
        MasterKeyRing.Generation newest = ring.newest();
        try {
            byte[] ciphertext = aead(newest.key()).encrypt(secret.reveal().getBytes(UTF_8), associatedData);
            return new SealedSecret(newest.number(), Base64.getEncoder().encodeToString(ciphertext));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a secret cannot be encrypted", impossible);
        }
    }

    @Override
    public Secret open(SealedSecret sealed, byte[] associatedData) {
        MasterKey key = ring.find(sealed.generation())
                .orElseThrow(() -> new UnreadableSecretException(
                        "generation " + sealed.generation() + " of the master key is not here"));
        try {
            byte[] ciphertext = Base64.getDecoder().decode(sealed.ciphertext());
            return Secret.of(new String(aead(key).decrypt(ciphertext, associatedData), UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new UnreadableSecretException("a stored secret does not open in its place", damaged);
        }
    }

    @SuppressWarnings("ReferenceEquality") // The very same key, which is kept as long as it is used.
    private Aead aead(MasterKey key) {
        Keyed known = last;
        if (known != null && known.key() == key) {
            return known.aead();
        }
        Aead made = AesGcm.of(key.vaultKey());
        last = new Keyed(key, made);
        return made;
    }
}
