package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.vector.Vectors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A mask shows enough to recognise a key and too little to guess it (A.5, S3.8, S3.16).
final class KeyMaskTest {
    static List<List<String>> vectors() {
        return Vectors.rows("key-mask.tsv");
    }

    /// Four and four of an agent key, three and three of a provider's, eight dots between, and nothing of a short
    /// one.
    @ParameterizedTest
    @MethodSource("vectors")
    void mask_equalsVector(List<String> row) {
        String key = row.get(1) + row.get(2);
        String mask = switch (row.get(0)) {
            case "agent" -> KeyMask.ofAgentKey(key);
            case "provider" -> KeyMask.ofProviderKey(key);
            default -> throw new IllegalArgumentException(row.toString());
        };

        assertEquals(row.get(3), mask);
    }
}
