package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who guesses is slowed down, who has a key is not, and an organization learns why its callers were refused (K02,
/// D01, D02, C2, G03).
class FailureLimitIT {
    private static String wrong(GatewayFixture gateway) {
        return GatewayFixture.header(KeyFormat.generate(KeyType.SECRET, gateway.randomness));
    }

    private static GatewayFixture fixture(AdmissionSettings admission) throws IOException {
        return new GatewayFixture(GatewayFixture.usual().withAdmission(admission));
    }

    @Test
    void guesser_isHeldBackAndNeighboursAreNot() throws Exception {
        try (GatewayFixture gateway = fixture(AdmissionSettings.USUAL.withFailures(5, 1));
                TestAgent agent = TestAgent.greeting();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            String valid = get(AGENT, gateway.keyHeader());
            for (int i = 0; i < 5; i++) {
                client.send(get(AGENT, i == 0 ? "X-API-Key: malformed" : wrong(gateway)));
                assertEquals(401, client.response().status());
            }

            client.send(get(AGENT, wrong(gateway)));
            Message limited = client.response();
            assertEquals(429, limited.status());
            assertTrue(limited.body().contains("\"failures.limited\""));
            assertEquals("1", limited.header("Retry-After"));
            client.send(get(AGENT));
            assertEquals(401, client.response().status());
            client.send(valid);
            assertEquals(200, client.response().status());
        }
    }

    /// The address is the client's, behind proxies that are trusted, and nobody else's word.
    @Test
    void behindAProxy_eachClientIsItsOwn() throws Exception {
        AdmissionSettings behindProxy = AdmissionSettings.USUAL
                .withFailures(1, 1)
                .withTrustedProxies(List.of(AddressRange.parse("127.0.0.0/8").orElseThrow()));
        try (GatewayFixture gateway = fixture(behindProxy);
                TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            for (int i = 1; i < 20; i++) {
                String from = "X-Forwarded-For: 203.0.113." + i;
                assertEquals(401, gateway.call(get(AGENT, wrong(gateway), from)).status());
                assertEquals(
                        429,
                        gateway.call(get(AGENT, wrong(gateway), "X-Forwarded-For: 10.0.0.1, 203.0.113." + i))
                                .status());
            }
            Secret listed = gateway.key(new KeyRestrictions(
                    List.of(),
                    List.of(),
                    List.of(AddressRange.parse("203.0.113.0/24").orElseThrow()),
                    List.of()));
            String key = GatewayFixture.header(listed);
            assertEquals(
                    200,
                    gateway.call(get(AGENT, key, "X-Forwarded-For: 203.0.113.9"))
                            .status());
            assertEquals("203.0.113.9", agent.request().header("X-Forwarded-For"));
            assertEquals(
                    403,
                    gateway.call(get(AGENT, key, "X-Forwarded-For: 203.0.113.9, garbage"))
                            .status());
            assertEquals(
                    403,
                    gateway.call(get(AGENT, key, "X-Forwarded-For: 203.0.113.9, 192.0.2.1"))
                            .status());
            assertEquals(403, gateway.call(get(AGENT, key)).status());
        }
    }

    /// C2: the request id leads to the truth that the caller was not told; another organization's key is not in it.
    @Test
    void denials_areWrittenDown() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            Secret expired = gateway.key(new KeyBinding.WholeOrganization(), "old", 1);
            Secret foreign = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
            OrganizationId other = gateway.organization("other");
            gateway.put(foreign, other, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE);

            String first =
                    gateway.call(get(AGENT, GatewayFixture.header(expired))).header("X-Ostiary-Request-Id");
            String second =
                    gateway.call(get(AGENT, GatewayFixture.header(foreign))).header("X-Ostiary-Request-Id");
            String third = gateway.call(get(AGENT)).header("X-Ostiary-Request-Id");
            gateway.call(get("/nowhere"));
            Await.until("all were written", () -> gateway.denials.written.size() == 3);

            Denial denial = gateway.denials.find(gateway.organization, first).orElseThrow();
            assertEquals(DenialReason.EXPIRED, denial.reason());
            assertEquals(Optional.of(gateway.id(expired)), denial.key());
            assertEquals("acme/production/agent", denial.route());
            assertEquals("GET", denial.method());
            assertEquals("127.0.0.1", denial.address());
            Denial ofForeign =
                    gateway.denials.find(gateway.organization, second).orElseThrow();
            assertEquals(DenialReason.OTHER_ORGANIZATION, ofForeign.reason());
            assertEquals(Optional.empty(), ofForeign.key());
            assertEquals(Optional.empty(), gateway.denials.find(other, second));
            assertEquals(
                    DenialReason.MISSING,
                    gateway.denials
                            .find(gateway.organization, third)
                            .orElseThrow()
                            .reason());
            String all = gateway.denials.written.toString();
            assertTrue(!all.contains(expired.reveal()) && !all.contains(foreign.reveal()));
        }
    }

    /// D02: thousands of refusals are some hundred lines.
    @Test
    void floodOfDenials_isCapped() throws Exception {
        GatewayFixture gateway = new GatewayFixture();
        try (TestAgent agent = TestAgent.greeting();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            for (int i = 0; i < 1000; i++) {
                client.send(get(AGENT, wrong(gateway)));
                assertEquals(401, client.response().status());
            }
        } finally {
            gateway.close();
        }

        int written = gateway.denials.written.size();
        assertTrue(written >= 100 && written <= 120, "wrote " + written);
    }
}
