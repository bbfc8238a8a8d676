package dev.ostiary.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.address.DomainPattern;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a route may match, and which matches share requests.
final class RouteMatchTest {
    private static RouteMatch match(String text) {
        String[] words = text.split(" ");
        List<DomainPattern> hosts = Arrays.stream(words)
                .skip(1)
                .map(host -> DomainPattern.parse(host).orElseThrow())
                .toList();
        boolean isExact = words[0].endsWith("=");
        return new RouteMatch(
                hosts,
                isExact ? words[0].substring(0, words[0].length() - 1) : words[0],
                isExact ? RouteMatch.PathKind.EXACT : RouteMatch.PathKind.PREFIX);
    }

    /// Whether two share a request is the same from either side; `=` marks an exact path.
    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/, /a/b, true",
        "/a, /a/b, true",
        "/a, /ab, false",
        "/a, /b, false",
        "/a=, /a/b, false",
        "/a=, /a, true",
        "/a/b=, /a, true",
        "/a=, /a=, true",
        "/=, /, true",
        "/=, /a, false",
        "/ a.test, / a.test, true",
        "/ a.test, / b.test, false",
        "/ a.test, /, true",
        "/ *.a.test, / b.a.test, true",
        "/ *.a.test, / a.test, false",
        "/ *.b.a.test, / *.a.test, true",
        "/ *.a.test, / *.b.test, false",
        "/ *.a.test, / *.ba.test, false",
        "/ x.test a.test, / b.test a.test, true",
        "/a a.test, /b a.test, false",
    })
    void overlaps_isShared(String one, String other, boolean expected) {
        assertEquals(expected, match(one).overlaps(match(other)));
        assertEquals(expected, match(other).overlaps(match(one)));
    }

    /// Equal in part are two of one kind and path that share a host as it is written.
    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a=, /a, false",
        "/a, /a a.test, false",
        "/a a.test b.test, /a b.test c.test, true",
        "/a b.a.test, /a *.a.test, false",
        "/a a.test, /b a.test, false",
    })
    void isEqualInPart_needsTheSameHost(String one, String other, boolean expected) {
        assertEquals(expected, match(one).isEqualInPart(match(other)));
        assertEquals(expected, match(other).isEqualInPart(match(one)));
    }

    /// A path that two readers could take for two things is none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "//", "/a//b", "/a/../b", "/./a", "/a/..", "/a?b", "/a#b", "/%61", "/a b", "/*", "/ä", "/a;b"
            })
    void path_ambiguous_isNone(String path) {
        assertThrows(IllegalArgumentException.class, () -> new RouteMatch(List.of(), path, RouteMatch.PathKind.PREFIX));
    }

    /// A slash at the end and a host given twice say nothing more.
    @Test
    void spelling_isOne() {
        assertEquals(match("/a a.test"), match("/a/ a.test A.test"));
    }
}
