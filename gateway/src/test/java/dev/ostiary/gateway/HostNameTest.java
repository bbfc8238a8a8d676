package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void noHost_isNone() {
        assertNull(HostName.of(null));
        assertNull(HostName.of(""));
        assertNull(HostName.of("."));
        assertNull(HostName.of("user@api.example.com"));
    }
}
