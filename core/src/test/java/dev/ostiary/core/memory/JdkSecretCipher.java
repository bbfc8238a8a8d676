package dev.ostiary.core.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.SealedSecret;
import dev.ostiary.core.vault.SecretCipher;
import dev.ostiary.core.vault.UnreadableSecretException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM of the JDK: the nonce, then ciphertext and tag.
public final class JdkSecretCipher implements SecretCipher {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final MasterKeyRing ring;
    private final Randomness randomness;

    public JdkSecretCipher(MasterKeyRing ring, Randomness randomness) {
        this.ring = ring;
        this.randomness = randomness;
    }

    @Override
    public int generation() {
        return ring.active();
    }

    @Override
    public SealedSecret seal(Secret secret, byte[] associatedData) {
        MasterKeyRing.Generation generation = ring.newest();
        byte[] nonce = randomness.bytes(NONCE);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, generation.key(), nonce, 0, associatedData);
            byte[] ciphertext = cipher.doFinal(secret.reveal().getBytes(UTF_8));
            return new SealedSecret(
                    generation.number(),
                    Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(NONCE + ciphertext.length)
                                    .put(nonce)
                                    .put(ciphertext)
                                    .array()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public Secret open(SealedSecret sealed, byte[] associatedData) {
        MasterKey key =
                ring.find(sealed.generation()).orElseThrow(() -> new UnreadableSecretException("no such generation"));
        byte[] bytes = Base64.getDecoder().decode(sealed.ciphertext());
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, bytes, 0, associatedData);
            return Secret.of(new String(cipher.doFinal(bytes, NONCE, bytes.length - NONCE), UTF_8));
        } catch (GeneralSecurityException wrong) {
            throw new UnreadableSecretException("does not open", wrong);
        }
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, int at, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.vaultKey(), "AES"), new GCMParameterSpec(TAG_BITS, nonce, at, NONCE));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}
