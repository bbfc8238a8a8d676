package dev.ostiary.app.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/// A master key under a passphrase (S4.14).
final class PassphraseSealTest {
    private static final Secret TEXT = Secret.of("a text of two\nlines");
    private static final Secret PASSPHRASE = Secret.of("correct horse b\u00e4ttery");

    private final PassphraseSeal seal = new PassphraseSeal(new Randomness());

    /// What is sealed opens with the same passphrase, however its accents are typed, and with no other.
    @Test
    void seal_opensWithItsPassphrase() {
        String sealed = seal.seal(TEXT, PASSPHRASE);

        assertTrue(PassphraseSeal.isSealed(sealed));
        assertFalse(sealed.contains("\n"));
        assertEquals(Optional.of(TEXT), seal.open(sealed + "\r\n", PASSPHRASE));
        assertEquals(Optional.of(TEXT), seal.open(sealed, Secret.of("correct horse ba\u0308ttery")));
        assertEquals(Optional.empty(), seal.open(sealed, Secret.of("correct horse battery")));
        assertNotEquals(sealed, seal.seal(TEXT, PASSPHRASE));
    }

    /// Nothing of the line can be changed: not the cost, which would make guessing cheap, nor the salt.
    @Test
    void open_changed_isEmpty() {
        String sealed = seal.seal(TEXT, PASSPHRASE);
        for (String changed : List.of(
                sealed.replace("m=65536", "m=65537"),
                sealed.replace("t=3", "t=2"),
                sealed.replace("p=4", "p=1"),
                sealed.replace("m=65536", "m=9999999"),
                sealed.replace("p=4", "p=0"),
                sealed.replace("argon2id", "argon2i"),
                sealed.substring(0, sealed.length() - 4),
                sealed + ":",
                "",
                "ostiary-sealed-master-key-1:")) {
            assertEquals(Optional.empty(), seal.open(changed, PASSPHRASE), changed);
        }
    }

    /// The library's Argon2id is RFC 9106's, by the vector of section 5.3.
    @Test
    void argon2id_isTheRfcs() {
        byte[] tag = new byte[32];
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        int length = argon2.generateBytes(filled(32, 1), tag);

        assertEquals(32, length);
        assertEquals("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", Hex.toHexString(tag));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
