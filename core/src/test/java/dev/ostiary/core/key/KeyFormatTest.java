package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.vector.Vectors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is not a key is known for that without a hash or a look-up (A.3, K01, K04, K07, K09).
final class KeyFormatTest {
    private final Randomness randomness = new Randomness();

    static List<List<String>> vectors() {
        return Vectors.rows("key-format.tsv");
    }

    /// Every vector is taken for exactly what it is, of every type.
    @ParameterizedTest
    @MethodSource("vectors")
    void vector_isTakenForWhatItIs(List<String> row) {
        String text = row.get(1) + row.get(2);
        String expected = row.get(3);

        assertEquals(!expected.equals("NONE"), KeyFormat.isWellFormed(text));
        assertEquals(row.get(4).equals("opens"), KeyFormat.mayOpenGateway(text));
        for (KeyType type : KeyType.values()) {
            assertEquals(expected.equals(type.name()), KeyFormat.isIssued(text, type), type.name());
        }
    }

    /// What is made is a key of its type and of no other, and no two are alike.
    @ParameterizedTest
    @EnumSource(KeyType.class)
    void generate_isOfItsType(KeyType type) {
        Set<String> seen = new HashSet<>();
        for (int count = 0; count < 1000; count++) {
            String key = KeyFormat.generate(type, randomness).reveal();
            assertTrue(seen.add(key));
            assertTrue(KeyFormat.isWellFormed(key));
            assertTrue(KeyFormat.hasIssuedPrefix(key));
            for (KeyType other : KeyType.values()) {
                assertEquals(other == type, KeyFormat.isIssued(key, other));
            }
        }
    }

    /// A public id is of the type that is no secret.
    @Test
    void generatePublicId_isPublic() {
        assertTrue(KeyFormat.isIssued(KeyFormat.generatePublicId(randomness), KeyType.PUBLIC));
    }

    /// Secrets of every type have at least 256 random bits, the checksum not counted (S4.4).
    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"SECRET", "TEST", "MANAGEMENT"})
    void generate_hasEnoughRandomness(KeyType type) {
        String key = KeyFormat.generate(type, randomness).reveal();
        int random = key.length() - type.prefix().length() - KeyChecksum.LENGTH;

        assertTrue(random * Math.log(62) / Math.log(2) >= 256);
    }

    /// Any single character changed into any other of the alphabet is noticed, wherever it stands (K01).
    @Test
    void isIssued_anyCharacterChanged_isFalse() {
        String key = KeyFormat.generate(KeyType.SECRET, randomness).reveal();
        for (int place = 0; place < key.length(); place++) {
            for (char other = 0x20; other < 0x80; other++) {
                if (other != key.charAt(place)) {
                    String changed = key.substring(0, place) + other + key.substring(place + 1);
                    assertTrue(!KeyFormat.isIssued(changed, KeyType.SECRET));
                }
            }
        }
    }

    /// The prefixes are what secret scanners are told, and never change (A.3, C4).
    @Test
    void prefixes_areThosePublished() {
        assertEquals("pk_ost_", KeyType.PUBLIC.prefix());
        assertEquals("sk_ost_", KeyType.SECRET.prefix());
        assertEquals("tk_ost_", KeyType.TEST.prefix());
        assertEquals("mk_ost_", KeyType.MANAGEMENT.prefix());
    }
}
