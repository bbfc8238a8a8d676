package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which pages may call (S2.24), by the Fetch standard's rules and no look-alike's.
final class CorsPolicyTest {
    private static CorsPolicy of(String... origins) {
        return new CorsPolicy(List.of(origins), List.of(), List.of(), List.of(), false, Duration.ZERO);
    }

    /// An origin is scheme, host and port, all of them; a wildcard stands for hosts beneath.
    @ParameterizedTest
    @CsvSource({
        "https://app.example,https://app.example,true",
        "https://app.example,https://APP.example,true",
        "https://app.example,http://app.example,false",
        "https://app.example,https://app.example:443,false",
        "https://app.example,https://app.example:8443,false",
        "https://app.example:8443,https://app.example:8443,true",
        "https://app.example:8443,https://app.example,false",
        "https://app.example,https://a.app.example,false",
        "https://app.example,https://app.example.evil,false",
        "https://app.example,https://evilapp.example,false",
        "https://app.example,null,false",
        "https://app.example,'',false",
        "https://*.app.example,https://a.app.example,true",
        "https://*.app.example,https://a.b.app.example,true",
        "https://*.app.example,https://app.example,false",
        "https://*.app.example,https://.app.example,false",
        "https://*.app.example,https://evilapp.example,false",
        "https://*.app.example,http://a.app.example,false",
        "https://*.app.example,https://a.app.example:1,false",
        "https://*.app.example:1,https://a.app.example:1,true",
        "https://*.app.example,https://evil.com/.app.example,false",
        "https://*.app.example,https://evil.com?.app.example,false",
        "https://*.app.example,https://evil.com#.app.example,false",
        "https://*.app.example,https://evil.com:1.app.example,false",
        "https://*.app.example,https://u@.app.example,false",
        "https://*.app.example,https://evil.com\\.app.example,false",
        "https://*.app.example,https://.app.example.app.example,false",
        "*,https://anything,true",
        "*,null,true"
    })
    void allowsOrigin(String allowed, String origin, boolean expected) {
        assertEquals(expected, of(allowed).allowsOrigin(origin));
    }

    /// Any of several will do.
    @Test
    void allowsOrigin_anyOfSeveral() {
        CorsPolicy policy = of("https://a.example", "http://localhost:3000");

        assertTrue(policy.allowsOrigin("http://localhost:3000"));
        assertFalse(policy.allowsOrigin("http://localhost:3001"));
        assertFalse(policy.allowsEveryOrigin());
    }

    /// The methods that need no leave have it; others by name, in their case, or all.
    @Test
    void allowsMethod() {
        CorsPolicy some = new CorsPolicy(List.of("*"), List.of("PUT"), List.of(), List.of(), false, Duration.ZERO);

        for (String method : List.of("GET", "HEAD", "POST", "PUT")) {
            assertTrue(some.allowsMethod(method));
        }
        assertFalse(some.allowsMethod("DELETE"));
        assertFalse(some.allowsMethod("put"));
        assertTrue(CorsPolicy.EVERY_PAGE.allowsMethod("DELETE"));
    }

    /// Headers by name in any case, or all.
    @Test
    void allowsHeader() {
        CorsPolicy some = new CorsPolicy(List.of("*"), List.of(), List.of("X-One"), List.of(), false, Duration.ZERO);
        CorsPolicy all = new CorsPolicy(List.of("*"), List.of(), List.of("*"), List.of(), false, Duration.ZERO);

        assertTrue(some.allowsHeader("x-one"));
        assertFalse(some.allowsHeader("x-two"));
        assertTrue(all.allowsHeader("x-two"));
        assertTrue(CorsPolicy.EVERY_PAGE.allowsHeader("x-api-key"));
    }

    /// What is no origin is refused when it is given.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.example",
                "ftp://app.example",
                "https://",
                "https://app.example/",
                "https://app.example/x",
                "https://APP.example",
                "https://a.*.example",
                "https://*",
                "https://*example",
                "https://u@app.example",
                "https://app.example:",
                "https://app.example:123456",
                "https://app.example https://b.example",
                "null",
                "https://-a.example",
                "https://a.example-"
            })
    void invalidOrigin_isRefused(String origin) {
        assertThrows(IllegalArgumentException.class, () -> of(origin));
    }

    /// `*` stands alone, never with cookies; an age is between nothing and a day; names are tokens.
    @Test
    void invalid_isRefused() {
        List<String> none = List.of();
        List<String> any = List.of("*");
        assertThrows(IllegalArgumentException.class, CorsPolicyTest::of);
        assertThrows(IllegalArgumentException.class, () -> of("*", "https://a.example"));
        assertThrows(IllegalArgumentException.class, () -> new CorsPolicy(any, none, none, none, true, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CorsPolicy(any, none, none, none, false, Duration.ofSeconds(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CorsPolicy(
                        any, none, none, none, false, Duration.ofDays(1).plusSeconds(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CorsPolicy(any, List.of("PUT\r\nx: y"), none, none, false, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CorsPolicy(any, none, List.of("a b"), none, false, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CorsPolicy(any, none, none, List.of(""), false, Duration.ZERO));
    }
}
