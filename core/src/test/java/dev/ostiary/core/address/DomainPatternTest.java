package dev.ostiary.core.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.vector.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A domain is a host exactly, or with `*.` the hosts beneath it (S2.5, S2.12, S2.13). What matches stands in
/// `origin.tsv`.
final class DomainPatternTest {
    static List<List<String>> vectors() {
        return Vectors.rows("domain-pattern.tsv");
    }

    /// Every vector is kept in its usual form, or refused.
    @ParameterizedTest
    @MethodSource("vectors")
    void parse_vector(List<String> row) {
        Optional<String> kept = row.get(2).equals("INVALID") ? Optional.empty() : Optional.of(row.get(2));

        assertEquals(kept, DomainPattern.parse(row.get(1)).map(DomainPattern::toString));
        kept.ifPresent(text -> assertEquals(kept, DomainPattern.parse(text).map(DomainPattern::toString)));
    }

    /// A host is beneath another exactly when the other is what is left of it after some whole labels.
    @Test
    void matches_wholeLabelsOnly() {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            String host = host(random, 2 + random.nextInt(2));
            String candidate = random.nextBoolean()
                    ? host(random, 1 + random.nextInt(4))
                    : host(random, 1) + (random.nextBoolean() ? "." : "") + host;
            List<String> labels = List.of(candidate.split("\\."));
            List<String> wanted = List.of(host.split("\\."));
            boolean isBeneath = labels.size() > wanted.size()
                    && labels.subList(labels.size() - wanted.size(), labels.size())
                            .equals(wanted);

            assertEquals(isBeneath, new DomainPattern(host, true).matches(candidate), candidate + " in *." + host);
            assertEquals(labels.equals(wanted), new DomainPattern(host, false).matches(candidate));
        }
    }

    private static String host(Random random, int labels) {
        StringBuilder host = new StringBuilder();
        for (int i = 0; i < labels; i++) {
            host.append(i == 0 ? "" : ".")
                    .append("ab".charAt(random.nextInt(2)))
                    .append(random.nextInt(2));
        }
        return host.toString();
    }

    /// A pattern that is none cannot exist, however it is made.
    @Test
    void invalid_cannotExist() {
        assertThrows(IllegalArgumentException.class, () -> new DomainPattern("Example.com", false));
        assertThrows(IllegalArgumentException.class, () -> new DomainPattern("com", true));
        assertThrows(IllegalArgumentException.class, () -> new DomainPattern("*.example.com", true));
    }

    /// A text that is too long for a host is none, in whatever letters.
    @Test
    void parse_tooLong_isEmpty() {
        for (String letter : new String[] {"a", "a.", "\u00fc", "\u00fc.", "*."}) {
            assertEquals(Optional.empty(), DomainPattern.parse(letter.repeat(100_000)));
        }
    }
}
