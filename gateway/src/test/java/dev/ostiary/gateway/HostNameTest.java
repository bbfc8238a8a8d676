package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A host is compared without what does not name it.
class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "api.example.com, api.example.com",
        "API.Example.COM, api.example.com",
        "api.example.com:8080, api.example.com",
        "api.example.com., api.example.com",
        "api.example.com.:443, api.example.com",
        "127.0.0.1:80, 127.0.0.1",
        "[::1]:8080, [::1]"
    })
    void host_isInLowerCaseWithoutPort(String authority, String host) {
        assertEquals(host, HostName.of(authority));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "api.example.com.:443",
                "a_b~c-d",
                "127.0.0.1:65535",
                "[::1]",
                "[2001:db8::1]:8080",
                "a:"
            })
    void hostWithOrWithoutPort_isWellFormed(String authority) {
        assertTrue(HostName.isWellFormed(authority));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":80",
                ".a",
                "a..b",
                "a:b",
                "a:-1",
                "a:65536",
                "a:99999999999",
                "a:80:80",
                "[::1",
                "[::1]a",
                "[]",
                "::1",
                "a;b",
                "a,b",
                "a b",
                "a/b",
                "u@a",
                "a%2e",
                "[a]",
                "\u00e9"
            })
    void anythingElse_isNot(String authority) {
        assertFalse(HostName.isWellFormed(authority));
    }

    @Test
    void noHost_isNone() {
        assertNull(HostName.of(null));
        assertNull(HostName.of(""));
        assertNull(HostName.of("."));
        assertNull(HostName.of("user@api.example.com"));
    }
}
