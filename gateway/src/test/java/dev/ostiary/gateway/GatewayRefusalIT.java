package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may not pass is told so in the same words, and the agent hears nothing of it (S0.1, S0.2, S0.24, S0.25, E01).
class GatewayRefusalIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();

    private GatewayFixture gateway;
    private TestAgent agent;
    private AgentId agentId;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        agentId = gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    @Test
    void missingKey_is401() throws Exception {
        Message answer = gateway.call(get(AGENT));

        assertEquals("HTTP/1.1 401 Unauthorized", answer.startLine());
        assertEquals("ApiKey realm=\"ostiary\"", answer.header("WWW-Authenticate"));
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(
                "{\"type\":\"https://ostiary.dev/errors/credential.missing\",\"title\":\"No API key found\",\"status\":401,"
                        + "\"detail\":\"Send an API key with the request.\",\"code\":\"credential.missing\","
                        + "\"source\":\"client\",\"requestId\":\"" + answer.header("X-Ostiary-Request-Id") + "\"}",
                answer.body());
        assertTrue(agent.requests.isEmpty());
        assertEquals(0, agent.connections.get());
    }

    @Test
    void wrongKeys_areToldApartByNothing() throws Exception {
        Secret unknown = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        Secret revoked = gateway.key();
        gateway.put(revoked, WHOLE, "a key", true, KeyEntry.NEVER);
        Secret expired = gateway.key(WHOLE, "a key", Instant.now().toEpochMilli());
        Secret foreign = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        OrganizationId other = OrganizationId.create(gateway.randomness, GatewayFixture.NOW);
        gateway.put(foreign, other, WHOLE, "a key", false, KeyEntry.NEVER);
        AgentId otherAgent = AgentId.create(gateway.randomness, GatewayFixture.NOW);
        EnvironmentId otherEnvironment = EnvironmentId.create(gateway.randomness, GatewayFixture.NOW);
        Secret ofOtherAgent = bound(otherAgent, gateway.environment);
        Secret ofOtherEnvironment = bound(agentId, otherEnvironment);
        Secret ofManagement = KeyFormat.generate(KeyType.MANAGEMENT, gateway.randomness);

        Message expected = gateway.call(get(AGENT, GatewayFixture.header(unknown)));

        assertEquals(401, expected.status());
        assertTrue(expected.body().contains("\"credential.invalid\""));
        assertFalse(expected.body().contains(unknown.reveal()));
        for (Secret wrong : new Secret[] {revoked, expired, foreign, ofOtherAgent, ofOtherEnvironment, ofManagement}) {
            assertSame(expected, GatewayFixture.header(wrong));
        }
        assertSame(expected, "X-API-Key: malformed");
        assertSame(expected, "X-API-Key: " + unknown.reveal() + "x");
        assertTrue(agent.requests.isEmpty());
    }

    private void assertSame(Message expected, String keyHeader) throws IOException {
        assertEquals(
                expected.withoutRequestId(), gateway.call(get(AGENT, keyHeader)).withoutRequestId());
    }

    private Secret bound(AgentId to, EnvironmentId in) {
        return gateway.key(new KeyBinding.AgentInEnvironment(to, in), "a key", KeyEntry.NEVER);
    }

    @Test
    void boundKey_opensItsAgentOnly() throws Exception {
        gateway.deploy("second", agent.url(), true);
        String key = GatewayFixture.header(bound(agentId, gateway.environment));

        assertEquals(200, gateway.call(get(AGENT, key)).status());
        assertEquals(401, gateway.call(get("/acme/production/second", key)).status());
    }

    @Test
    void notReady_is503ForEverything() throws Exception {
        gateway.isReady.set(false);

        assertEquals(503, gateway.call(get(AGENT, gateway.keyHeader())).status());
        assertEquals(503, gateway.call(get("/nowhere/at/all")).status());
        assertTrue(agent.requests.isEmpty());

        gateway.isReady.set(true);
        assertEquals(200, gateway.call(get(AGENT, gateway.keyHeader())).status());
    }

    @Test
    void unknownRoute_is404() throws Exception {
        Message answer = gateway.call(get("/acme/production/other", gateway.keyHeader()));

        assertEquals(404, answer.status());
        assertTrue(answer.body().contains("\"route.not-found\""));
    }

    @Test
    void securityOff_passesWithoutKeyAndStillHidesStrayKeys() throws Exception {
        gateway.deploy("agent", agent.url(), false);
        Secret key = gateway.key();

        assertEquals(200, gateway.call(get(AGENT)).status());
        assertEquals("", agent.request().header("X-Ostiary-Key-Id"));
        assertEquals(
                200,
                gateway.call(get(AGENT, "X-API-Key: other", GatewayFixture.header(key)))
                        .status());
        assertFalse(agent.request().toString().contains(key.reveal()));
        assertEquals(
                200,
                gateway.call(get(AGENT, "Authorization: Bearer\t" + key.reveal()))
                        .status());
        assertFalse(agent.request().toString().contains(key.reveal()));
        assertEquals(200, gateway.call(get(AGENT, "X-API-Key: the-agents-own")).status());
        assertEquals("the-agents-own", agent.request().header("X-API-Key"));
    }

    @Test
    void refusedHead_hasNoBody() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(get(AGENT).replace("GET ", "HEAD "));
            assertEquals(401, client.responseToHead().status());
            client.send(get(AGENT, gateway.keyHeader()));
            assertEquals("hello", client.response().body());
        }
    }

    @Test
    void refusedPostWithShortBody_leavesTheConnectionUsable() throws Exception {
        try (Peer client = gateway.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(post(AGENT, "x".repeat(i * 20_000)));
                Message refusal = client.response();
                assertEquals(401, refusal.status());
                assertEquals("", refusal.header("Connection"));
                client.send(get(AGENT + "/" + i, gateway.keyHeader()));
                assertEquals(200, client.response().status());
                assertEquals("/" + i, agent.request().target());
            }
        }
    }

    /// What looks like a request in the body of a refused one is not one.
    @Test
    void bodyOfARefusedRequest_isNotTakenForRequests() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(post(AGENT, get(AGENT + "/smuggled", gateway.keyHeader()))
                    + get(AGENT + "/b", gateway.keyHeader()));
            assertEquals(401, client.response().status());
            assertEquals(200, client.response().status());
            assertEquals("/b", agent.request().target());

            client.send(Requests.chunked(AGENT, "5\r\nhello\r\n0\r\n\r\n"));
            assertEquals("close", client.response().header("Connection"));
            assertTrue(client.isEnded());
        }
        assertTrue(agent.requests.isEmpty());
    }

    /// The client gets to read its refusal though it sends on for long, and no reset throws it away.
    @Test
    void refusedLargeUpload_getsItsAnswer() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Peer client = gateway.connect()) {
                client.send(post(AGENT, "").replace("Content-Length: 0", "Content-Length: 20000000"));
                byte[] part = new byte[1_000_000];
                for (int sent = 0; sent < 20; sent++) {
                    client.send(part);
                }
                assertEquals(401, client.response().status());
                assertFalse(client.isReset());
            }
        }
        assertEquals(0, agent.connections.get());
    }

    /// A client that waits to be asked for its body is refused before it sends any.
    @Test
    void refusedExpectation_isNotAskedToContinue() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(post(AGENT, "", "Expect: 100-continue").replace("Content-Length: 0", "Content-Length: 4"));
            assertEquals(401, client.response().status());
            assertTrue(client.isEnded());
        }
    }

    /// A client of HTTP/1.0 is not left waiting for the end of the connection.
    @Test
    void refusedHttp10_isClosed() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send("GET " + AGENT + " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertEquals("close", client.response().header("Connection"));
            assertTrue(client.isEnded());
        }
    }
}
