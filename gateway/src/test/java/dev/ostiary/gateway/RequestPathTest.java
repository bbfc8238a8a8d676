package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A path is carried as it was sent, or not at all: what was authorized is what the agent sees.
class RequestPathTest {
    /// What an agent could read as another path is refused (S0.1): dot segments raw, escaped, or before a path
    /// parameter.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/.",
                "/a/..",
                "/a/../b",
                "/a/./b",
                "/..",
                "/.",
                "/../x",
                "/a/%2e%2e/b",
                "/a/.%2E/b",
                "/a/%2e/b",
                "/a/%2E",
                "/a/..;/b",
                "/a/..;x=1/b",
                "/a/.;",
                "/a/%2e%2e;x",
                "/a/..%3b/b",
                "/a/..%2fb",
                "/a%2f..%2fb",
                "/a/..%5cb",
                "/a/%2e%2e%5Cb",
                "/a/..?q"
            })
    void parse_refusesDotSegments(String target) {
        assertNull(RequestPath.parse(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%2g",
                "/a%?41",
                "/a%4?1",
                "/a%00b",
                "/a%0d%0ab",
                "/a%1f",
                "/a%7f",
                "/a\\b",
                "/a\u0000b",
                "/a\tb",
                "/a b",
                "/a\u007f",
                "/a\u00fc",
                "/a#b",
                "/a?q#b",
                "/a?q\u0000",
                "/a?q r",
                "/a?\u00e9"
            })
    void parse_refusesBadEscapesAndCharacters(String target) {
        assertNull(RequestPath.parse(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a/b", "host:443", "ftp://host/a", "?q", "http:/a", "javascript:alert(1)"})
    void parse_refusesWhatIsNeitherOriginNorAbsoluteForm(String target) {
        assertNull(RequestPath.parse(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/...",
                "/a/..b/c",
                "/a/b..",
                "/.well-known/x",
                "/a//b",
                "/a/b/",
                "/a;v=1/b",
                "/a/%20b",
                "/a/%C3%BC",
                "/a/%252e%252e/b",
                "/a?x=../..",
                "/a?x=%zz",
                "/a?x=\\",
                "/a/b;..;c",
                "/a:b@c/~d!$&'()*+,="
            })
    void parse_keepsWhatReadsInOneWayOnly(String target) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        assertEquals(target, path.target());
    }

    @ParameterizedTest
    @CsvSource({
        "http://host/a/b?q=1, /a/b?q=1",
        "HTTP://host:80/a, /a",
        "https://host, /",
        "http://host?q=/x, /?q=/x",
        "http://user@host/a, /a"
    })
    void parse_takesThePathOfAnAbsoluteForm(String target, String expected) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        assertEquals(expected, path.target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/a/../b", "http://host/%2e%2e", "http://host/a%00"})
    void parse_judgesAnAbsoluteFormToo(String target) {
        assertNull(RequestPath.parse(target));
    }

    /// The prefix is removed, and nothing else of the path and the query is touched.
    @ParameterizedTest
    @CsvSource({
        "/o/e/a, /",
        "/o/e/a/, /",
        "/o/e/a/x, /x",
        "/o/e/a/x/y/, /x/y/",
        "/o/e/a?q=1, /?q=1",
        "/o/e/a/?q=1, /?q=1",
        "/o/e/a/x%2Fy?q=%20&r, /x%2Fy?q=%20&r",
        "/o/e/a//x, //x",
        "/o/e/a?, /?"
    })
    void after_isTheRestWithItsQuery(String target, String expected) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        assertEquals(expected, path.after("/o/e/a".length()));
    }

    /// The host of a target in absolute form can differ from the header's, so it is kept.
    @Test
    void absoluteForm_keepsItsAuthority() {
        assertEquals("api.test:80", authority("http://api.test:80/x?y"));
        assertEquals("api.test", authority("HTTPS://api.test"));
        assertEquals("api.test", authority("http://api.test?x"));
        assertNull(authority("/x//api.test/y"));
    }

    private static @Nullable String authority(String target) {
        RequestPath path = RequestPath.parse(target);
        assertNotNull(path);
        return path.authority();
    }
}
