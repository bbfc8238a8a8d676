package dev.ostiary.core.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Peppers;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.vector.Vectors;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is stored of a key is `HMAC-SHA-256(pepper, SHA-256(key))`, and the key cannot be had from it (S4.5, S4.7,
/// C8).
final class KeyDigesterTest {
    private static final HexFormat HEX = HexFormat.of();

    static List<List<String>> vectors() {
        return Vectors.rows("key-digest.tsv");
    }

    /// The digest is what another implementation computes; so is the inner hash, by which other systems' digests
    /// come in.
    @ParameterizedTest
    @MethodSource("vectors")
    void digest_equalsVector(List<String> row) throws Exception {
        Pepper pepper = Peppers.of(1, HEX.parseHex(row.get(0)));
        String key = row.get(1) + row.get(2);

        assertEquals(
                row.get(3), HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(US_ASCII))));
        assertEquals(
                row.get(4), HEX.formatHex(new KeyDigester(pepper).digest(key).bytes()));
    }

    /// One digester gives the same for the same key, whatever it digested in between.
    @Test
    void digest_again_isTheSame() {
        KeyDigester digester = new KeyDigester(Peppers.of(1, new byte[Pepper.LENGTH]));
        KeyDigest first = digester.digest("first");
        KeyDigest other = digester.digest("other");

        assertEquals(first, digester.digest("first"));
        assertNotEquals(first, other);
    }

    /// Under another pepper the digest is another: a stolen table is of no use without it (L04).
    @Test
    void digest_otherPepper_isOther() {
        Pepper pepper = Peppers.of(1, new byte[Pepper.LENGTH]);
        Pepper other = Peppers.of(2, new Randomness().bytes(Pepper.LENGTH));

        assertNotEquals(new KeyDigester(pepper).digest("key"), new KeyDigester(other).digest("key"));
        assertEquals(2, new KeyDigester(other).pepperNumber());
    }

    /// Of a secret digest, pepper number and mask are kept, and the secret is in none of them (S4.5).
    @Test
    void storedSecret_holdsNoSecret() {
        Secret secret = KeyFormat.generate(KeyType.SECRET, new Randomness());
        Pepper pepper = Peppers.of(7, new byte[Pepper.LENGTH]);
        StoredSecret stored = StoredSecret.of(secret, pepper);

        assertEquals(new KeyDigester(pepper).digest(secret.reveal()), stored.digest());
        assertEquals(7, stored.pepperNumber());
        assertEquals(KeyMask.ofAgentKey(secret.reveal()), stored.mask());
        assertTrue(!stored.toString().contains(secret.reveal().substring(7, 50)));
    }

    /// A digest is 32 bytes, and they come back as they went in.
    @Test
    void keyDigest_keepsItsBytes() {
        byte[] bytes = new Randomness().bytes(KeyDigest.LENGTH);

        assertArrayEquals(bytes, KeyDigest.of(bytes).bytes());
        assertEquals(KeyDigest.of(bytes), KeyDigest.of(bytes));
        assertEquals(KeyDigest.of(bytes).hashCode(), KeyDigest.of(bytes).hashCode());
    }

    /// A digest that differs in any single bit is another one.
    @Test
    void keyDigest_anyBitChanged_isOther() {
        byte[] bytes = new Randomness().bytes(KeyDigest.LENGTH);
        KeyDigest digest = KeyDigest.of(bytes);
        for (int bit = 0; bit < 256; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(digest, KeyDigest.of(changed));
        }
    }

    /// Fewer or more bytes are no digest.
    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void keyDigest_otherLength_isRefused(int length) {
        assertThrows(IllegalArgumentException.class, () -> KeyDigest.of(new byte[length]));
    }
}
