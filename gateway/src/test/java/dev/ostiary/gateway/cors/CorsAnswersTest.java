package dev.ostiary.gateway.cors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ostiary.core.access.CorsPolicy;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Browsers are told what the policy says, no more (S2.24, W07).
final class CorsAnswersTest {
    private static final String PAGE = "https://app.example.com";

    private final CorsAnswers some = new CorsAnswers(new CorsPolicy(
            List.of(PAGE, "https://*.example.org"),
            List.of("PUT"),
            List.of("X-API-Key", "content-type"),
            List.of("RateLimit"),
            true,
            Duration.ofMinutes(5)));
    private final CorsAnswers every = new CorsAnswers(CorsPolicy.EVERY_PAGE);

    private static HttpHeaders preflight(CorsAnswers answers, String origin, String method, String headers) {
        HttpHeaders request = new DefaultHttpHeaders()
                .add("Origin", origin)
                .add("Access-Control-Request-Method", method)
                .add("Access-Control-Request-Headers", headers);
        return answers.preflight(request).headers();
    }

    private static HttpHeaders applied(CorsAnswers answers, @Nullable String origin, String... lines) {
        HttpHeaders response = new DefaultHttpHeaders();
        for (int i = 0; i < lines.length; i += 2) {
            response.add(lines[i], lines[i + 1]);
        }
        answers.applyTo(response, origin);
        return response;
    }

    @Test
    void preflight_isGrantedByName() {
        HttpHeaders granted = preflight(some, PAGE, "PUT", "x-api-key, Content-Type,x-other");

        assertEquals(PAGE, granted.get("Access-Control-Allow-Origin"));
        assertEquals("true", granted.get("Access-Control-Allow-Credentials"));
        assertEquals("PUT", granted.get("Access-Control-Allow-Methods"));
        assertEquals("x-api-key, content-type", granted.get("Access-Control-Allow-Headers"));
        assertEquals("300", granted.get("Access-Control-Max-Age"));
        assertEquals("Origin, Access-Control-Request-Method, Access-Control-Request-Headers", granted.get("Vary"));
    }

    @Test
    void preflightOfOthers_isNotGranted() {
        for (String origin : new String[] {
            "https://app.example.com.evil.test", "http://app.example.com", "https://example.org", "null", ""
        }) {
            HttpHeaders refused = preflight(some, origin, "PUT", "x-api-key");
            assertFalse(refused.contains("Access-Control-Allow-Origin"), origin);
            assertFalse(refused.contains("Access-Control-Allow-Methods"), origin);
        }
        assertFalse(preflight(some, PAGE, "DELETE", "").contains("Access-Control-Allow-Methods"));
        assertEquals(
                "https://a.b.example.org",
                preflight(some, "https://a.b.example.org", "GET", "").get("Access-Control-Allow-Origin"));
    }

    /// Keys are named outright: `*` would not stand for `Authorization`.
    @Test
    void everyPage_maySendKeysButNoCookies() {
        HttpHeaders granted = preflight(every, "null", "DELETE", "Authorization");

        assertEquals("*", granted.get("Access-Control-Allow-Origin"));
        assertEquals("DELETE", granted.get("Access-Control-Allow-Methods"));
        assertEquals("authorization", granted.get("Access-Control-Allow-Headers"));
        assertNull(granted.get("Access-Control-Allow-Credentials"));
    }

    @Test
    void response_isReadableByThePage() {
        HttpHeaders response = applied(some, PAGE, "Vary", "Accept-Encoding");

        assertEquals(PAGE, response.get("Access-Control-Allow-Origin"));
        assertEquals("RateLimit", response.get("Access-Control-Expose-Headers"));
        assertEquals(List.of("Accept-Encoding", "Origin"), response.getAll("Vary"));
    }

    /// The upstream's word does not count beside the policy, also where that grants nothing.
    @Test
    void upstreamsLeave_isReplaced() {
        HttpHeaders response = applied(
                some,
                "https://evil.test",
                "Access-Control-Allow-Origin",
                "*",
                "Access-Control-Allow-Credentials",
                "true",
                "Vary",
                "origin");

        assertFalse(response.contains("Access-Control-Allow-Origin"));
        assertFalse(response.contains("Access-Control-Allow-Credentials"));
        assertEquals(List.of("origin"), response.getAll("Vary"));
        assertEquals(List.of("Origin"), applied(some, null).getAll("Vary"));
    }

    @Test
    void everyPagesResponse_doesNotVary() {
        HttpHeaders response = applied(every, null);

        assertEquals("*", response.get("Access-Control-Allow-Origin"));
        assertFalse(response.contains("Vary"));
    }
}
