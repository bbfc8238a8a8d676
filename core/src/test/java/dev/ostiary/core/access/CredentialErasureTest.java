package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What was read as a credential goes no further, and nothing else is touched (S4.16, K16, K17).
final class CredentialErasureTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/p?key=K, /p",
                "/p?key, /p",
                "/p?key=K&a=1, /p?a=1",
                "/p?a=1&key=K, /p?a=1",
                "/p?a=1&key=K&b=%20+x, /p?a=1&b=%20+x",
                "/p?a&&key=K&&b, /p?a&&&b",
                "/p?key=1&a=2&key=3, /p?a=2",
                "/p?%6bey=K&a=1, /p?a=1",
                "/p?k%65y=K, /p",
                "/p?a=1&key=K&, /p?a=1&",
                "/?key=K?x, /"
            })
    void target_losesTheParameter(String target, String expected) {
        assertEquals(expected, CredentialErasure.fromTarget(target, "key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p",
                "/p?",
                "/p?a=1",
                "/key=K",
                "/p?keys=K",
                "/p?KEY=K",
                "/p?a=key=K",
                "/p?a=1;key=K",
                "/p?%zz=1"
            })
    void target_withoutIt_staysTheSame(String target) {
        assertSame(target, CredentialErasure.fromTarget(target, "key"));
    }

    @ParameterizedTest
    @CsvSource({
        "key=K; a=1, a=1",
        "a=1; key=K, a=1",
        "a=1;key=K;b=\"2\", a=1; b=\"2\"",
        "a=1; key = K; key=, a=1",
        "a=key=K; key=1, a=key=K"
    })
    void cookies_loseIt(String line, String expected) {
        assertEquals(expected, CredentialErasure.fromCookies(line, "key"));
    }

    @Test
    void cookies_ofNothingElse_areNone() {
        assertNull(CredentialErasure.fromCookies("key=K", "key"));
        assertNull(CredentialErasure.fromCookies("key=K; ", "key"));
        assertSame("a=1;b", CredentialErasure.fromCookies("a=1;b", "key"));
    }

    /// K08: another scheme is somebody else's credential.
    @Test
    void scheme_isToldFromOthers() {
        assertTrue(CredentialErasure.isOfScheme("Bearer K", Location.BEARER));
        assertTrue(CredentialErasure.isOfScheme("bearer\tK", Location.BEARER));
        assertTrue(CredentialErasure.isOfScheme("BEARER", Location.BEARER));
        assertFalse(CredentialErasure.isOfScheme("Basic K", Location.BEARER));
        assertFalse(CredentialErasure.isOfScheme("Bearers K", Location.BEARER));
    }
}
