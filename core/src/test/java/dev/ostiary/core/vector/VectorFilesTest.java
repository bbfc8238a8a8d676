package dev.ostiary.core.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vector files hold test data that looks like secrets, and must not look so to a secret scanner (C4).
final class VectorFilesTest {
    private static final Pattern ISSUED_KEY = Pattern.compile("[a-z]k_ost_[0-9A-Za-z]{6}");
    private static final Pattern MASTER_KEY = Pattern.compile("ostiary-master-key-1:\\S");

    /// No line is a whole key or a whole master key, and the head says that all of it is made up.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "address-range.tsv",
                "domain-pattern.tsv",
                "identifiers.tsv",
                "internet-address.tsv",
                "key-checksum.tsv",
                "key-digest.tsv",
                "key-format.tsv",
                "key-mask.tsv",
                "master-key.tsv",
                "origin.tsv",
                "scope.tsv",
                "time-ordered.tsv"
            })
    void file_holdsNothingAScannerWouldReport(String file) {
        List<String> lines = Vectors.lines(file);

        for (String line : lines) {
            assertFalse(ISSUED_KEY.matcher(line).find(), line);
            assertFalse(MASTER_KEY.matcher(line).find(), line);
        }
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("# All values here are made up for tests")));
    }

    /// Every row has as many fields as the last line of the head names.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "address-range.tsv",
                "domain-pattern.tsv",
                "identifiers.tsv",
                "internet-address.tsv",
                "key-checksum.tsv",
                "key-digest.tsv",
                "key-format.tsv",
                "master-key.tsv",
                "origin.tsv",
                "scope.tsv"
            })
    void file_isRectangular(String file) {
        String head = Vectors.lines(file).stream()
                .filter(line -> line.startsWith("#"))
                .reduce("", (_, line) -> line);

        for (List<String> row : Vectors.rows(file)) {
            assertEquals(head.split("\t", -1).length, row.size(), row.toString());
        }
    }
}
