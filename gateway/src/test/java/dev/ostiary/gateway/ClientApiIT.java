package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key's holder asks the gateway who the key is and what it opens, and learns of its own organization only (S2.1,
/// S2.17, S2.18, S2.20, S2.21).
class ClientApiIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();

    private GatewayFixture gateway;
    private TestAgent agent;
    private AgentId agentId;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        agentId = gateway.deploy(agent);
        gateway.deploy("second", agent.url(), true);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private static String bearer(String credential) {
        return "Authorization: Bearer " + credential;
    }

    /// S2.1: without a key nothing is told, not even what is there.
    @Test
    void withoutKey_everythingIs401() throws Exception {
        for (String target :
                new String[] {"/v1", "/v1/", "/v1/key", "/v1/agents", "/v1/agents/x/messages", "/v1/nothing"}) {
            Message answer = gateway.call(get(target));
            assertEquals(401, answer.status(), target);
            assertTrue(answer.body().contains("\"credential.missing\""));
            assertEquals("Bearer realm=\"ostiary\"", answer.header("WWW-Authenticate"));
            assertEquals("*", answer.header("Access-Control-Allow-Origin"));
            assertEquals(401, gateway.call(post(target, "{}")).status());
        }
        assertEquals(401, gateway.call(get("/v1/key?api_key=x")).status());
        assertEquals(404, gateway.call(get("/v10/key")).status());
    }

    /// S2.17: the pair, the secret alone, or in `X-API-Key`.
    @Test
    void agents_areThoseTheKeyOpens() throws Exception {
        Secret key = gateway.key();
        String expected = "{\"items\":[{\"name\":\"agent\",\"environment\":\"production\","
                + "\"path\":\"/acme/production/agent\"},{\"name\":\"second\",\"environment\":\"production\","
                + "\"path\":\"/acme/production/second\"}]}";

        for (String header : new String[] {
            bearer(gateway.publicId(key) + ":" + key.reveal()), bearer(key.reveal()), GatewayFixture.header(key)
        }) {
            Message answer = gateway.call(get("/v1/agents", header));
            assertEquals(200, answer.status());
            assertEquals(expected, answer.body());
            assertEquals("application/json", answer.header("Content-Type"));
            assertEquals("no-store", answer.header("Cache-Control"));
            assertEquals("*", answer.header("Access-Control-Allow-Origin"));
            assertTrue(answer.header("X-Ostiary-Request-Id").startsWith("req_"));
        }
        Secret bound =
                gateway.key(new KeyBinding.AgentInEnvironment(agentId, gateway.environment), "bound", Long.MAX_VALUE);
        String ofBound = gateway.call(get("/v1/agents", bearer(bound.reveal()))).body();
        assertTrue(ofBound.contains("\"agent\"") && !ofBound.contains("\"second\""), ofBound);
        assertTrue(agent.requests.isEmpty());
    }

    /// S2.21: two organizations never see each other's things.
    @Test
    void organizations_seeTheirOwnOnly() throws Exception {
        OrganizationId globex = gateway.organization("globex");
        gateway.put(GatewayRoute.ofDeployment(
                new RouteName.Deployment(new Slug("globex"), new Slug("production"), new Slug("hers")),
                new AccessTarget.DeployedAgent(
                        globex,
                        AgentId.create(gateway.randomness, GatewayFixture.NOW),
                        EnvironmentId.create(gateway.randomness, GatewayFixture.NOW)),
                GatewayFixture.settings(new UpstreamUrl(agent.url()), false)));
        Secret hers = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        gateway.put(hers, globex, WHOLE, Labels.NONE, KeyRestrictions.NONE);

        String globexAgents =
                gateway.call(get("/v1/agents", bearer(hers.reveal()))).body();
        String acmeAgents =
                gateway.call(get("/v1/agents", bearer(gateway.key().reveal()))).body();
        String globexKey = gateway.call(get("/v1/key", bearer(hers.reveal()))).body();

        assertEquals(
                "{\"items\":[{\"name\":\"hers\",\"environment\":\"production\",\"path\":\"/globex/production/hers\"}]}",
                globexAgents);
        assertFalse(acmeAgents.contains("hers") || acmeAgents.contains("globex"));
        assertFalse(globexKey.contains("acme") || globexKey.contains(gateway.organization.value()));
        assertTrue(globexKey.contains(globex.value()));
    }

    @Test
    void key_tellsWhoItIs() throws Exception {
        Secret key = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        gateway.put(
                key,
                gateway.organization,
                new KeyBinding.AgentInEnvironment(agentId, gateway.environment),
                Labels.of(Map.of("team", "payments")),
                new KeyRestrictions(
                        List.of(Scope.parse("GET /v1/**").orElseThrow()),
                        List.of(),
                        List.of(),
                        List.of(new RateLimit("minute", 60, Duration.ofMinutes(1)))));

        Message answer = gateway.call(get("/v1/key", bearer(key.reveal())));

        assertEquals(
                "{\"organization\":{\"id\":\"" + gateway.organization.value()
                        + "\",\"slug\":\"acme\",\"name\":\"Acme Inc.\"},\"key\":{\"id\":\""
                        + gateway.id(key).value() + "\",\"name\":\"a key\",\"publicId\":\"" + gateway.publicId(key)
                        + "\",\"binding\":{\"kind\":\"agent\",\"agent\":\"agent\",\"environment\":\"production\"},"
                        + "\"labels\":{\"team\":\"payments\"}},\"scopes\":[\"GET /v1/**\"],\"expiresAt\":null,"
                        + "\"limits\":[{\"name\":\"minute\",\"requests\":60,\"window\":\"PT1M\",\"remaining\":59}]}",
                answer.body());
        assertEquals("\"minute\";r=59;t=1", answer.header("RateLimit"));
        assertFalse(answer.toString().contains(key.reveal()));
    }

    @Test
    void expiry_isTold() throws Exception {
        Instant end = Instant.parse("2125-01-02T03:04:05Z");
        Secret key = gateway.key(WHOLE, "a \"key\"", end.toEpochMilli());

        String body = gateway.call(get("/v1/key", bearer(key.reveal()))).body();

        assertTrue(body.contains("\"expiresAt\":\"2125-01-02T03:04:05Z\""), body);
        assertTrue(body.contains("\"name\":\"a \\\"key\\\"\""), body);
        assertTrue(body.contains("\"binding\":{\"kind\":\"organization\"}"), body);
    }

    @Test
    void unknownPathsAndMethods_areToldApartWithAKey() throws Exception {
        String key = bearer(gateway.key().reveal());

        Message unknown = gateway.call(get("/v1/nothing", key));
        assertEquals(404, unknown.status());
        assertTrue(unknown.body().contains("\"route.not-found\""));
        Message wrongMethod = gateway.call(post("/v1/key", "", key));
        assertEquals(405, wrongMethod.status());
        assertEquals("GET, HEAD", wrongMethod.header("Allow"));
        try (Peer client = gateway.connect()) {
            client.send(get("/v1/key", key).replace("GET ", "HEAD "));
            assertEquals(200, client.responseToHead().status());
            client.send(get("/v1/key", key));
            assertEquals(200, client.response().status());
        }
    }

    /// S2.18, S2.20: wrong keys are wrong here too; a public id opens from its own pages.
    @Test
    void keys_areJudgedAsEverywhere() throws Exception {
        Secret revoked = gateway.key();
        gateway.put(revoked, WHOLE, "a key", true, Long.MAX_VALUE);
        Secret key = gateway.key(new KeyRestrictions(
                List.of(), List.of(DomainPattern.parse("example.com").orElseThrow()), List.of(), List.of()));

        assertEquals(401, gateway.call(get("/v1/key", bearer(revoked.reveal()))).status());
        assertEquals(401, gateway.call(get("/v1/key", bearer("malformed"))).status());
        String publicId = bearer(gateway.publicId(key));
        assertEquals(
                200,
                gateway.call(get("/v1/key", publicId, "Origin: https://example.com"))
                        .status());
        assertEquals(
                403,
                gateway.call(get("/v1/key", publicId, "Origin: https://evil.test"))
                        .status());
        assertEquals(403, gateway.call(get("/v1/key", publicId)).status());
        Message preflight = gateway.call(get(
                        "/v1/key",
                        "Origin: https://example.com",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: authorization")
                .replace("GET ", "OPTIONS "));
        assertEquals(204, preflight.status());
        assertEquals("authorization", preflight.header("Access-Control-Allow-Headers"));
    }
}
