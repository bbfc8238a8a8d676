package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The agent learns who calls from the gateway only, and never sees what the caller was let in by (S4.16, G01).
class GatewayIdentityIT {
    private GatewayFixture gateway;
    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    @Test
    void identity_isToldOnce() throws Exception {
        Secret key = gateway.key(new KeyBinding.WholeOrganization(), "Zürich 100%", KeyEntry.NEVER);

        gateway.call(get(AGENT, GatewayFixture.header(key)));

        Message request = agent.request();
        assertEquals(gateway.id(key).value(), request.header("X-Ostiary-Key-Id"));
        assertEquals("Z%C3%BCrich 100%25", request.header("X-Ostiary-Key-Name"));
        assertEquals(gateway.organization.value(), request.header("X-Ostiary-Organization-Id"));
        assertEquals("agent", request.header("X-Ostiary-Agent"));
        assertEquals("production", request.header("X-Ostiary-Environment"));
    }

    /// The header's name may be spelled in any case (S0.13, K13), and the credential goes no further in any place
    /// (G07).
    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key: ", "x-api-key:", "X-API-KEY: \t", "x-Api-kEY:  "})
    void credential_isAbsent(String header) throws Exception {
        Secret key = gateway.key();

        Message answer = gateway.call(get(
                AGENT,
                header + key.reveal() + " \t",
                "Authorization: bearer " + key.reveal(),
                "Connection: Authorization"));

        assertEquals(200, answer.status());
        assertFalse(agent.request().toString().contains(key.reveal()));
    }

    /// A credential of the agent's own is the agent's business.
    @Test
    void foreignAuthorization_isForwarded() throws Exception {
        gateway.call(get(AGENT, gateway.keyHeader(), "Authorization: Bearer something-of-the-agents"));

        assertEquals("Bearer something-of-the-agents", agent.request().header("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Ostiary-Key-Id: forged",
                "x-ostiary-key-id: forged",
                "X_OSTIARY_KEY_ID: forged",
                "X-Ostiary_Key-Id: forged",
                "X-Ostiary-Key-Id: forged\r\nX-Ostiary-Key-Id: forged",
                "X-Ostiary-Something-New: forged",
                "X-Ostiary-Request-Id: forged",
                "X-Ostiary-Organization-Id: forged\r\nConnection: X-Ostiary-Organization-Id"
            })
    void forgedHeaders_areGone(String headers) throws Exception {
        Secret key = gateway.key();

        gateway.call(get(AGENT, GatewayFixture.header(key), headers));

        Message request = agent.request();
        assertFalse(request.toString().contains("forged"), request.toString());
        assertEquals(gateway.id(key).value(), request.header("X-Ostiary-Key-Id"));
        assertEquals(gateway.organization.value(), request.header("X-Ostiary-Organization-Id"));
    }

    /// `Connection` lists what goes no further, but not what the gateway says.
    @Test
    void connectionHeader_cannotRemoveTheIdentity() throws Exception {
        Secret key = gateway.key();

        gateway.call(get(
                AGENT,
                GatewayFixture.header(key),
                "Connection: keep-alive, X-Ostiary-Key-Id, X-API-Key, X-Forwarded-For, Host, X-Mine",
                "X-Mine: x",
                "Upgrade: websocket",
                "TE: trailers"));

        Message request = agent.request();
        assertEquals(gateway.id(key).value(), request.header("X-Ostiary-Key-Id"));
        assertEquals("127.0.0.1", request.header("X-Forwarded-For"));
        assertEquals(agent.url().getAuthority(), request.header("Host"));
        for (String gone : List.of("X-Mine", "Upgrade", "TE", "Connection", "X-API-Key")) {
            assertEquals("", request.header(gone), gone);
        }
    }

    @Test
    void trailers_cannotForgeAnything() throws Exception {
        Secret key = gateway.key();
        String trailers = "x_ostiary_key_id: forged\r\nX-Ostiary-Key-Id: forged\r\nX-API-Key: " + key.reveal()
                + "\r\nAuthorization: Bearer " + key.reveal()
                + "\r\nX-Forwarded-For: forged\r\nHost: forged\r\nX-Sum: 1\r\n";

        gateway.call(chunked(AGENT, "1\r\na\r\n0\r\n" + trailers + "\r\n", GatewayFixture.header(key)));

        Message request = agent.request();
        assertEquals(List.of(new Message.Field("X-Sum", "1")), request.trailers());
    }
}
