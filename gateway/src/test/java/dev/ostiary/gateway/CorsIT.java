package dev.ostiary.gateway;

import static dev.ostiary.gateway.OwnRoutes.prefix;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Browsers are answered before anybody is asked for a key, and may read refusals too (S2.24).
class CorsIT {
    private static final String ORIGIN = "Origin: https://app.example.com";
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final Optional<CorsPolicy> CORS = Optional.of(new CorsPolicy(
            List.of("https://app.example.com"),
            List.of("PUT"),
            List.of("authorization"),
            List.of("RateLimit"),
            false,
            Duration.ofMinutes(1)));

    private GatewayFixture gateway;
    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.answering(
                _ -> "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nVary: Accept\r\nContent-Length: 0\r\n\r\n");
        gateway.route(
                "svc",
                OwnRoutes.with(prefix("/svc", agent.url()), RefusalDialect.PROBLEM, CORS),
                PolicySettings.DEFAULT);
        gateway.route("plain", prefix("/plain", agent.url()), PolicySettings.DEFAULT);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private static String preflight(String target, String... headers) {
        return get(target, headers).replace("GET ", "OPTIONS ");
    }

    @Test
    void preflight_isAnsweredWithoutAKey() throws Exception {
        Message answer = gateway.call(preflight(
                "/svc/x",
                ORIGIN,
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: authorization"));

        assertEquals(204, answer.status());
        assertEquals("https://app.example.com", answer.header(ALLOW));
        assertEquals("PUT", answer.header("Access-Control-Allow-Methods"));
        assertEquals("authorization", answer.header("Access-Control-Allow-Headers"));
        assertEquals("60", answer.header("Access-Control-Max-Age"));
        assertTrue(answer.header("X-Ostiary-Request-Id").startsWith("req_"));
        Message refused =
                gateway.call(preflight("/svc/x", "Origin: https://evil.test", "Access-Control-Request-Method: PUT"));
        assertEquals(204, refused.status());
        assertEquals("", refused.header(ALLOW));
        assertTrue(agent.requests.isEmpty());
    }

    /// Another `OPTIONS` is a request like any other, and so is every one where the route has no policy for
    /// browsers.
    @Test
    void otherOptions_needAKey() throws Exception {
        assertEquals(401, gateway.call(preflight("/svc", ORIGIN)).status());
        assertEquals(
                401,
                gateway.call(preflight("/svc", "Access-Control-Request-Method: PUT"))
                        .status());
        Message plain = gateway.call(preflight("/plain", ORIGIN, "Access-Control-Request-Method: PUT"));
        assertEquals(401, plain.status());
        assertEquals("", plain.header(ALLOW));
    }

    @Test
    void everyAnswer_isReadableByThePage() throws Exception {
        String key = "Authorization: Bearer "
                + gateway.key(new KeyRestrictions(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new RateLimit("hour", 1, Duration.ofHours(1)))))
                        .reveal();

        Message passed = gateway.call(get("/svc", ORIGIN, key));
        assertEquals(200, passed.status());
        assertEquals("https://app.example.com", passed.header(ALLOW));
        assertEquals("RateLimit", passed.header("Access-Control-Expose-Headers"));
        assertEquals(List.of("Accept", "Origin"), passed.values("Vary"));
        for (Message refused : List.of(
                gateway.call(get("/svc", ORIGIN, key)),
                gateway.call(get("/svc", ORIGIN)),
                gateway.call(get("/svc", ORIGIN, "Authorization: Bearer wrong")))) {
            assertTrue(refused.status() == 401 || refused.status() == 429);
            assertEquals("https://app.example.com", refused.header(ALLOW));
        }
        assertEquals("", gateway.call(get("/svc", "Origin: https://evil.test")).header(ALLOW));
    }

    /// Also what the upstream did not answer.
    @Test
    void upstreamFailure_isReadableByThePage() throws Exception {
        gateway.route(
                "gone",
                OwnRoutes.with(prefix("/gone", URI.create("http://127.0.0.1:1")), RefusalDialect.PROBLEM, CORS),
                Optional.empty());

        Message answer = gateway.call(get("/gone", ORIGIN));

        assertEquals(502, answer.status());
        assertEquals("https://app.example.com", answer.header(ALLOW));
    }

    /// Without a policy the upstream speaks for itself.
    @Test
    void routeWithoutPolicy_passesTheUpstreamsWordOn() throws Exception {
        Message answer = gateway.call(
                get("/plain", ORIGIN, "Authorization: Bearer " + gateway.key().reveal()));

        assertEquals("*", answer.header(ALLOW));
        assertEquals("Accept", answer.header("Vary"));
    }
}
