package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What another server may make of a path is known, so that it is not authorized as one thing and served as
/// another.
class PathReadingsTest {
    private static Set<String> readings(String target) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        return PathReadings.of(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/%61dmin, /admin",
        "/a%2Fb, /a/b",
        "/%61%2Fb, /a%2Fb",
        "/admin;v=1/x, /admin/x",
        "/a;b;c, /a",
        "//admin, /admin",
        "/a//b///c, /a/b/c",
        "/%61;x%2F/b, /a/b",
        "/a%3Bx/b, /a/b",
        "/%2Fadmin, /admin",
        "/a/b/, /a/b",
        "/a/b//, /a/b",
        "/a/b/;c, /a/b"
    })
    void otherReadings_areFound(String target, String reading) {
        assertTrue(readings(target).contains(reading), () -> readings(target).toString());
    }

    /// What a query says is nobody's path.
    @ParameterizedTest
    @ValueSource(strings = {"/", "/a/b", "/a?b=%61;c//d", "/~a/b-c_d.e"})
    void plainPath_hasOneReading(String target) {
        assertEquals(Set.of(), readings(target));
    }

    @Test
    void writtenForm_isNotAnother() {
        assertEquals(Set.of("/a b"), readings("/a%20b"));
    }
}
