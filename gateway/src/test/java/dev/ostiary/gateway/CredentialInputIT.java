package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A key opens the door in one form, at one place (S0.13, K01 to K17).
class CredentialInputIT {
    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
        Secret secret = gateway.key();
        key = secret.reveal();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private void assertRefused(int status, String code, String request) throws IOException {
        Message answer = gateway.call(request);
        assertEquals(status, answer.status());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
        assertTrue(agent.requests.isEmpty());
    }

    /// K01, K04, K07: no other character will do.
    @Test
    void changedKey_is401() throws Exception {
        char last = key.charAt(key.length() - 1);
        String changed = key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a');
        String middle = key.substring(0, 20);
        String rest = key.substring(20);

        for (String wrong : new String[] {
            changed,
            key.toUpperCase(Locale.ROOT),
            key.toLowerCase(Locale.ROOT).equals(key) ? changed : key.toLowerCase(Locale.ROOT),
            middle + " " + rest,
            middle + "\t" + rest,
            middle + "\u00e2\u0080\u008b" + rest,
            middle + "\u00c2\u00a0" + rest,
            "\u00ef\u00bd\u0093" + key.substring(1),
            key + "\u00a0",
            key + key,
            "Bearer " + key,
            "'" + key + "'",
            "k".repeat(513),
            "k".repeat(8192)
        }) {
            assertRefused(401, "credential.invalid", get(AGENT, "X-API-Key: " + wrong));
        }
    }

    /// K05: white space around a header's value does not belong to it.
    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key:%s", "X-API-Key: %s ", "X-API-Key:\t %s\t\t", "x-api-key: %s", "X-API-KEY: %s"})
    void keyInItsHeader_passes(String header) throws Exception {
        assertEquals(200, gateway.call(get(AGENT, header.formatted(key))).status());
    }

    /// K08.
    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key:", "X-API-Key: ", "X-API-Key: Bearer "})
    void emptyKey_is401(String header) throws Exception {
        assertRefused(401, "credential.invalid", get(AGENT, header));
    }

    /// K08, K17: the key is read in its own header only.
    @Test
    void keyElsewhere_is401() throws Exception {
        for (String header : new String[] {
            "Authorization: Bearer " + key,
            "Authorization: " + key,
            "Cookie: X-API-Key=" + key,
            "X-Api_Key: " + key,
            "X_API_Key: " + key,
            "Proxy-Authorization: Bearer " + key
        }) {
            assertRefused(401, "credential.missing", get(AGENT, header));
        }
        assertRefused(401, "credential.missing", get(AGENT + "?X-API-Key=" + key));
        assertRefused(401, "credential.missing", get(AGENT + "/" + key));
        assertRefused(401, "credential.missing", post(AGENT, "X-API-Key: " + key));
        String trailer = "1\r\na\r\n0\r\nX-API-Key: " + key + "\r\n\r\n";
        assertRefused(401, "credential.missing", Requests.chunked(AGENT, trailer));
    }

    /// K10, K11, K16: which key was meant would be a guess.
    @Test
    void severalCredentials_are400() throws Exception {
        String header = "X-API-Key: " + key;
        String other = gateway.key().reveal();

        assertRefused(400, "credential.ambiguous", get(AGENT, header, header));
        assertRefused(400, "credential.ambiguous", get(AGENT, header, "x-api-key: " + other));
        assertRefused(400, "credential.ambiguous", get(AGENT, header, "Authorization: Bearer " + other));
        assertRefused(400, "credential.ambiguous", get(AGENT, header, "Authorization: a", "authorization: a"));
        assertRefused(400, "credential.ambiguous", get(AGENT, "Authorization: Bearer a", "Authorization: Bearer b"));
        assertRefused(400, "credential.ambiguous", get(AGENT + "?key=" + key, header));
        assertRefused(400, "credential.ambiguous", get(AGENT + "/" + other + "/x", header));
    }

    /// K11: the same key in both places is no riddle.
    @Test
    void sameKeyTwice_passes() throws Exception {
        assertEquals(
                200,
                gateway.call(get(AGENT, "X-API-Key: " + key, "Authorization: Bearer " + key))
                        .status());
    }
}
