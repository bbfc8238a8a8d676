package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.random.Randomness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What could be a secret is not in what is written of a request (L01, K16).
class SecretMaskTest {
    private static String path(String target) {
        int query = target.indexOf('?');
        return SecretMask.path(target, query < 0 ? target.length() : query);
    }

    @ParameterizedTest
    @EnumSource
    void keyOfOurs_isMaskedWhereverItStands(KeyType type) {
        String key = type == KeyType.PUBLIC
                ? KeyFormat.generatePublicId(new Randomness())
                : KeyFormat.generate(type, new Randomness()).reveal();
        String escaped = key.replace("_", "%5f");
        String twice = key.replace("_", "%255F");
        // A public id is no secret, and too short to be told from a word for certain.
        String bare = type == KeyType.PUBLIC ? key : key.substring(type.prefix().length());
        for (String secret : new String[] {key, escaped, twice, key.substring(0, 12), "x" + key + "y", bare}) {
            assertEquals("/a/***/b", path("/a/" + secret + "/b?c=" + secret));
            assertFalse(path("/a;k=" + secret).contains(secret));
            assertEquals("***", SecretMask.userAgent("agent/1.0 (" + secret + ")"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/,/",
        "/acme/production/agent,/acme/production/agent",
        "/acme/production/agent/,/acme/production/agent/",
        "/a//b,/a//b",
        "/a/b?x=y,/a/b",
        "/v1/users/550e8400-e29b-41d4-a716-446655440000,/v1/users/550e8400-e29b-41d4-a716-446655440000",
        "/a;session=1/b,/a;***/b",
        "/token=abc/b,/token=***/b",
        "/sk-proj-0123456789abcdef,/***",
        "/sk-learn/docs,/sk-learn/docs",
        "/a%20b,/a%20b",
    })
    void path_keepsWhatIsNoSecret(String target, String written) {
        assertEquals(written, path(target));
    }

    @Test
    void userAgent_ofABrowserIsKept() {
        String browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0";

        assertEquals(browser, SecretMask.userAgent(browser));
    }

    @Test
    void longText_isShortened() {
        assertTrue(SecretMask.userAgent("agent ".repeat(1000)).length() < 300);
        assertTrue(path("/a".repeat(4000)).length() < 1100);
    }
}
