package dev.ostiary.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.vector.Vectors;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every random digit is as likely as any other, and nothing comes twice (S4.4).
final class RandomnessTest {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Randomness randomness = new Randomness();

    static List<List<String>> vectors() {
        return Vectors.rows("time-ordered.tsv");
    }

    /// As many digits as asked for.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 22, 43, 1000})
    void base62_hasThatLength(int length) {
        assertEquals(length, randomness.base62(length).length());
    }

    /// Each of the 62 digits comes equally often at each place: Pearson's chi-squared over 62 classes stays under
    /// 150, which uniform digits exceed once in 10^9 runs; the bias of a bare `byte % 62` would give over 1,000.
    @Test
    void base62_isUniform() {
        int length = 620_000;
        int[] counts = new int[62];
        randomness.base62(length).chars().forEach(digit -> counts[BASE62.indexOf(digit)]++);

        assertTrue(chiSquared(counts, length / 62.0) < 150);
    }

    /// So it does where a secret begins and ends.
    @Test
    void base62_isUniformAtBothEnds() {
        int rounds = 31_000;
        int[] first = new int[62];
        int[] last = new int[62];
        for (int round = 0; round < rounds; round++) {
            String text = randomness.base62(43);
            first[BASE62.indexOf(text.charAt(0))]++;
            last[BASE62.indexOf(text.charAt(42))]++;
        }

        assertTrue(chiSquared(first, rounds / 62.0) < 150);
        assertTrue(chiSquared(last, rounds / 62.0) < 150);
    }

    /// What sorts by time begins with the milliseconds, as another implementation writes them.
    @ParameterizedTest
    @MethodSource("vectors")
    void timeOrdered_beginsAsVector(List<String> row) {
        String text = randomness.timeOrdered(Instant.ofEpochMilli(Long.parseLong(row.get(0))));

        assertEquals(26, text.length());
        assertEquals(row.get(1), text.substring(0, 10));
    }

    /// A later millisecond sorts later, and within one none is like another.
    @Test
    void timeOrdered_sortsByTimeAndIsUnique() {
        Instant now = Instant.parse("2026-03-01T12:00:00.999Z");
        Set<String> seen = new HashSet<>();
        for (int count = 0; count < 1000; count++) {
            String earlier = randomness.timeOrdered(now);
            assertTrue(seen.add(earlier));
            assertTrue(earlier.compareTo(randomness.timeOrdered(now.plusMillis(1))) < 0);
        }
    }

    /// All 32 digits come at the random places.
    @Test
    void timeOrdered_usesAllDigits() {
        int rounds = 1000;
        int[] counts = new int[32];
        for (int round = 0; round < rounds; round++) {
            randomness
                    .timeOrdered(Instant.EPOCH)
                    .substring(10)
                    .chars()
                    .forEach(digit -> counts["0123456789abcdefghjkmnpqrstvwxyz".indexOf(digit)]++);
        }

        assertTrue(chiSquared(counts, rounds * 16 / 32.0) < 110);
    }

    private static double chiSquared(int[] counts, double expected) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
