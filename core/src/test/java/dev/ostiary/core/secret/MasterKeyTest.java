package dev.ostiary.core.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.vector.Vectors;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is derived from a master key never changes, since every stored digest depends on it (S4.14, L04).
final class MasterKeyTest {
    private static final String FORMAT = "ostiary-master-key-1:";

    static List<List<String>> vectors() {
        return Vectors.rows("master-key.tsv");
    }

    /// Check value, peppers and the key of the vault are what another implementation of HKDF derives.
    @ParameterizedTest
    @MethodSource("vectors")
    void derived_equalsVector(List<String> row) {
        MasterKey masterKey = MasterKey.parse(row.get(0) + row.get(1)).orElseThrow();

        assertEquals(row.get(2), masterKey.checkValue());
        assertEquals(row.get(3), HexFormat.of().formatHex(masterKey.pepper(1).reveal()));
        assertEquals(row.get(4), HexFormat.of().formatHex(masterKey.pepper(2).reveal()));
        assertEquals(2, masterKey.pepper(2).number());
        assertEquals(row.get(5), HexFormat.of().formatHex(masterKey.vaultKey()));
    }

    /// What is written is one line, and reads back as the same key, white space around it forgiven.
    @Test
    void export_readsBack() {
        MasterKey masterKey = MasterKey.generate(new Randomness());
        String line = masterKey.export().reveal();

        assertEquals(1, line.lines().count());
        for (String text : List.of(line, line + "\n", "  " + line + "\r\n")) {
            MasterKey read = MasterKey.parse(text).orElseThrow();
            assertEquals(masterKey.checkValue(), read.checkValue());
            assertEquals(masterKey.export(), read.export());
        }
    }

    /// No two are alike.
    @Test
    void generate_isNewEachTime() {
        Randomness randomness = new Randomness();

        assertNotEquals(
                MasterKey.generate(randomness).checkValue(),
                MasterKey.generate(randomness).checkValue());
    }

    /// A text that is anything else is no master key: nothing is guessed, padded or cut.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ostiary-master-key-1:",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ostiary-master-key-2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "OSTIARY-MASTER-KEY-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ostiary-master-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                "ostiary-master-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ==",
                "ostiary-master-key-1: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ostiary-master-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "ostiary-master-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=",
                "ostiary-master-key-1:AAECAwQFBgcI\nCQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ostiary-master-key-1:__________________________________________8=",
                "ostiary-master-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nmore"
            })
    void parse_anythingElse_isEmpty(String text) {
        assertEquals(Optional.empty(), MasterKey.parse(text).map(MasterKey::checkValue));
    }

    /// Nothing prints the key, nor a pepper.
    @Test
    void toString_showsNothing() {
        MasterKey masterKey = MasterKey.generate(new Randomness());
        String secret = masterKey.export().reveal().substring(FORMAT.length());

        assertEquals("MasterKey", masterKey.toString());
        assertEquals("Pepper[7]", masterKey.pepper(7).toString());
        assertTrue(!masterKey.export().toString().contains(secret));
    }

    /// A pepper's bytes are copies: whoever scribbles on them changes nothing.
    @Test
    void pepper_isImmutable() {
        byte[] given = new byte[Pepper.LENGTH];
        Pepper pepper = Peppers.of(1, given);
        given[0] = 1;
        pepper.reveal()[1] = 1;

        assertArrayEquals(new byte[Pepper.LENGTH], pepper.reveal());
    }

    /// A pepper is as long as the digest it keys, never shorter.
    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void pepper_otherLength_isRefused(int length) {
        assertThrows(IllegalArgumentException.class, () -> Peppers.of(1, new byte[length]));
    }
}
