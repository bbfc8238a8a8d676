package dev.ostiary.core.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.vector.Vectors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checksum is the published one, so scanners and other programs can compute it (A.3, C4).
final class KeyChecksumTest {
    static List<List<String>> vectors() {
        return Vectors.rows("key-checksum.tsv");
    }

    /// It is what zlib computes, leading zeros included.
    @ParameterizedTest
    @MethodSource("vectors")
    void of_equalsVector(List<String> row) {
        String text = row.get(0) + row.get(1);

        assertEquals(row.get(3), KeyChecksum.of(text));
        byte[] whole = (text + row.get(3)).getBytes(US_ASCII);
        assertTrue(KeyChecksum.matches(whole, 0, whole.length));
    }
}
