package dev.ostiary.core.precondition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ostiary.core.audit.Stamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A version is the thing's, and says nothing else.
final class VersionTest {
    private static final Stamp STAMP = new Stamp(Instant.EPOCH, "local");
    private static final Map<String, String> CONTENT = Map.of("name", "a", "path", "/b");

    /// It is the same in every process: the order in which a map is walked is not in it.
    @Test
    void of_sameContent_isTheSame() {
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("path", "/b");
        reversed.put("name", "a");

        assertEquals(
                "CLEDvQJRw4nYJrfiC5mu0g".length(),
                Version.of("id", STAMP, CONTENT).value().length());
        assertEquals(Version.of("id", STAMP, CONTENT), Version.of("id", STAMP, reversed));
    }

    /// Whatever differs makes another.
    @Test
    void of_other_isAnother() {
        Version version = Version.of("id", STAMP, CONTENT);
        Stream.of(
                        Version.of("other", STAMP, CONTENT),
                        Version.of("id", new Stamp(Instant.EPOCH.plusMillis(1), "local"), CONTENT),
                        Version.of("id", new Stamp(Instant.EPOCH, "other"), CONTENT),
                        Version.of("id", STAMP, Map.of("name", "a")),
                        Version.of("id", STAMP, Map.of("name", "a", "path", "/c")),
                        Version.of("id", STAMP, Map.of("name", "a", "pat", "h/b")),
                        Version.of("id", CONTENT))
                .forEach(other -> assertNotEquals(version, other));
    }
}
