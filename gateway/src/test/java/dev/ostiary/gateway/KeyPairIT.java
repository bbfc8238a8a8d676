package dev.ostiary.gateway;

import static dev.ostiary.gateway.OwnRoutes.policy;
import static dev.ostiary.gateway.OwnRoutes.prefix;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a key may do is narrower than what it opens: pairs, domains, addresses and scopes at the door (S2.3 to
/// S2.22, S4.3, S4.9, G04, G05).
class KeyPairIT {
    private GatewayFixture gateway;
    private TestAgent agent;
    private Secret key;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);
        key = gateway.key(restrictions(List.of("example.com", "*.example.org"), List.of(), List.of()));
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private static KeyRestrictions restrictions(List<String> domains, List<String> addresses, List<String> scopes) {
        return new KeyRestrictions(
                scopes.stream().map(scope -> Scope.parse(scope).orElseThrow()).toList(),
                domains.stream()
                        .map(domain -> DomainPattern.parse(domain).orElseThrow())
                        .toList(),
                addresses.stream()
                        .map(range -> AddressRange.parse(range).orElseThrow())
                        .toList(),
                List.of());
    }

    private int status(String credential, String... headers) throws IOException {
        return gateway.call(get(
                        "/svc",
                        Stream.concat(Stream.of("Authorization: Bearer " + credential), Stream.of(headers))
                                .toArray(String[]::new)))
                .status();
    }

    /// S2.3, S2.15, S2.19, S2.22: pair, secret alone, from anywhere; two keys at once while changing over.
    @Test
    void pairAndSecret_openFromAnyOrigin() throws Exception {
        String pair = gateway.publicId(key) + ":" + key.reveal();

        assertEquals(200, status(pair));
        assertEquals(200, status(key.reveal()));
        assertEquals(200, status(pair, "Origin: https://evil.test"));
        assertEquals(200, status(gateway.key().reveal()));
        Message seen = agent.request();
        assertFalse(seen.toString().contains(key.reveal()));
        assertFalse(seen.toString().contains(gateway.publicId(key)));
        assertEquals(gateway.id(key).value(), seen.header("X-Ostiary-Key-Id"));
    }

    /// S2.3: a right public id with a wrong secret is a wrong credential, never the public id alone.
    @Test
    void brokenPair_is401() throws Exception {
        Secret other = gateway.key();
        String origin = "Origin: https://example.com";

        assertEquals(401, status(gateway.publicId(key) + ":" + other.reveal(), origin));
        assertEquals(401, status(gateway.publicId(key) + ":wrong", origin));
        assertEquals(401, status(gateway.publicId(key) + ":", origin));
        assertEquals(401, status(key.reveal() + ":" + gateway.publicId(key), origin));
        assertEquals(401, status(gateway.publicId(key) + "x", origin));
    }

    /// S2.12, S2.13, S2.20, G05: by its host exactly, or beneath a wildcard.
    @Test
    void publicIdAlone_opensFromItsDomains() throws Exception {
        String publicId = gateway.publicId(key);

        for (String origin : new String[] {
            "https://example.com", "http://example.com:3000", "https://EXAMPLE.com", "https://a.b.example.org"
        }) {
            assertEquals(200, status(publicId, "Origin: " + origin), origin);
        }
        for (String origin : new String[] {
            "https://a.example.com",
            "https://evil-example.com",
            "https://example.org",
            "https://notexample.org",
            "https://example.com.evil.test",
            "https://user@example.com",
            "https://example.com/path",
            "null",
            ""
        }) {
            Message answer = gateway.call(get("/svc", "Authorization: Bearer " + publicId, "Origin: " + origin));
            assertEquals(403, answer.status(), origin);
            assertEquals("authorization failed", answer.body());
        }
        assertEquals(403, status(publicId));
        assertEquals(403, status(gateway.publicId(gateway.key(KeyRestrictions.NONE)), "Origin: https://example.com"));
    }

    /// G04: the address list holds for every request, v4-mapped the same.
    @Test
    void addresses_areEnforced() throws Exception {
        assertEquals(
                200,
                status(gateway.key(restrictions(List.of(), List.of("127.0.0.0/8"), List.of()))
                        .reveal()));
        assertEquals(
                200,
                status(gateway.key(restrictions(List.of(), List.of("::ffff:127.0.0.1"), List.of()))
                        .reveal()));
        Secret elsewhere = gateway.key(restrictions(List.of(), List.of("10.0.0.0/8", "2001:db8::/32"), List.of()));
        assertEquals(403, status(elsewhere.reveal()));
        assertEquals(403, status(elsewhere.reveal(), "X-Forwarded-For: 10.0.0.1", "X-Real-IP: 10.0.0.1"));
        gateway.put(
                elsewhere, gateway.organization, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE);
        assertEquals(200, status(elsewhere.reveal()));
    }

    /// S4.3, S4.9: what is outside the scopes is refused, and what is missing is named.
    @Test
    void missingScope_isNamed() throws Exception {
        RouteSettings stripping = new RouteSettings(
                prefix("/models", agent.url()).match(),
                true,
                prefix("/", agent.url()).upstreams(),
                RefusalDialect.PROBLEM,
                Optional.empty(),
                prefix("/", agent.url()).timeouts());
        gateway.route("models", stripping, policy(AccessMode.STRICT, "header X-API-Key"));
        Secret scoped = gateway.key(restrictions(List.of(), List.of(), List.of("GET /v1/**", "POST /v1/chat")));
        String header = GatewayFixture.header(scoped);

        assertEquals(200, gateway.call(get("/models/v1/x/y?z", header)).status());
        assertEquals("/v1/x/y?z", agent.request().target());
        assertEquals(
                200, gateway.call(Requests.post("/models/v1/chat", "", header)).status());
        assertEquals("/v1/chat", agent.request().target());
        Message refused = gateway.call(Requests.post("/models/v1/\"x\"?q=1", "", header));
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("\"scope.missing\""));
        assertTrue(refused.body().endsWith(",\"missingScope\":\"POST /v1/\\\"x\\\"\"}"), refused.body());
        assertEquals(
                "ApiKey realm=\"ostiary\", error=\"insufficient_scope\", scope=\"POST /v1/\\\"x\\\"\"",
                refused.header("WWW-Authenticate"));
        String end = "x".repeat(10_000);
        assertTrue(gateway.call(get("/models/" + end, header))
                        .header("WWW-Authenticate")
                        .length()
                < 400);
        assertEquals(403, gateway.call(get("/models/v2", header)).status());
        assertTrue(agent.requests.isEmpty());
    }
}
