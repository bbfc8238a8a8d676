package dev.ostiary.app.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.secret.MasterKeyset;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vault.SealedSecret;
import dev.ostiary.core.vault.UnreadableSecretException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// How secrets are encrypted at rest (S4.14, A.4).
final class TinkSecretCipherTest {
    private static final byte[] PLACE = "place".getBytes(US_ASCII);
    private static final Secret SECRET = Secret.of("sk-proj-0123456789abcdef");

    private final Randomness randomness = new Randomness();
    private final MasterKey first = MasterKey.generate(randomness);
    private final MasterKeyRing ring = new MasterKeyRing(MasterKeyset.first(first), 1);
    private final TinkSecretCipher cipher = new TinkSecretCipher(ring);

    /// What is sealed opens in its place, and is another text each time.
    @Test
    void seal_opensInItsPlace() {
        SealedSecret sealed = cipher.seal(SECRET, PLACE);

        assertEquals(SECRET, cipher.open(sealed, PLACE));
        assertEquals(1, sealed.generation());
        assertNotEquals(sealed, cipher.seal(SECRET, PLACE));
        assertFalse(new String(Base64.getDecoder().decode(sealed.ciphertext()), UTF_8).contains("proj"));
    }

    /// It is AES-256-GCM as everybody has it: a nonce of 12 bytes, the ciphertext, a tag of 16. What is stored must
    /// open for ever, whatever library we use.
    @Test
    void seal_isPlainAesGcm() throws Exception {
        byte[] bytes = Base64.getDecoder().decode(cipher.seal(SECRET, PLACE).ciphertext());
        Cipher jdk = Cipher.getInstance("AES/GCM/NoPadding");
        jdk.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(first.vaultKey(), "AES"),
                new GCMParameterSpec(128, bytes, 0, 12));
        jdk.updateAAD(PLACE);

        assertEquals(SECRET.reveal(), new String(jdk.doFinal(bytes, 12, bytes.length - 12), UTF_8));
        assertEquals(12 + SECRET.reveal().length() + 16, bytes.length);
    }

    /// In another place, damaged anywhere, cut, or not even base64, it does not open.
    @Test
    void open_changed_isUnreadable() {
        SealedSecret sealed = cipher.seal(SECRET, PLACE);
        assertThrows(UnreadableSecretException.class, () -> cipher.open(sealed, "elsewhere".getBytes(US_ASCII)));
        byte[] bytes = Base64.getDecoder().decode(sealed.ciphertext());
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            String text = Base64.getEncoder().encodeToString(damaged);
            assertThrows(UnreadableSecretException.class, () -> cipher.open(new SealedSecret(1, text), PLACE));
        }
        for (String text :
                new String[] {"", "AAAA", "not base64!", sealed.ciphertext().substring(4)}) {
            assertThrows(UnreadableSecretException.class, () -> cipher.open(new SealedSecret(1, text), PLACE));
        }
    }

    /// Older generations open while they are there; a ciphertext does not pass for another generation's.
    @Test
    void generations_areReadableSideBySide() {
        SealedSecret old = cipher.seal(SECRET, PLACE);
        MasterKeyset both = ring.keyset().with(2, MasterKey.generate(randomness));
        ring.replace(both, 2);
        SealedSecret young = cipher.seal(SECRET, PLACE);

        assertEquals(2, young.generation());
        assertEquals(2, cipher.generation());
        assertEquals(SECRET, cipher.open(old, PLACE));
        assertEquals(SECRET, cipher.open(young, PLACE));
        assertThrows(
                UnreadableSecretException.class, () -> cipher.open(new SealedSecret(1, young.ciphertext()), PLACE));
        ring.replace(both.without(1), 2);
        assertThrows(UnreadableSecretException.class, () -> cipher.open(old, PLACE));
    }
}
