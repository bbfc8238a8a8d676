package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Instant;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/// What keys open is counted, once each, and stored in batches.
class GatewayUsageIT {
    @Test
    void requests_areStoredInBatches() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            Secret one = gateway.key();
            Secret two = gateway.key();
            Instant before = Instant.now();

            call(gateway, one, 20);
            call(gateway, two, 3);

            Await.until("20 counted", () -> count(gateway, gateway.id(one)) == 20);
            Await.until("3 counted", () -> count(gateway, gateway.id(two)) == 3);
            assertFalse(gateway.usage().size() >= 23, "one entry a request is no batch");
            Instant last = gateway.usage().stream()
                    .map(KeyUsage::lastUsedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            assertFalse(last.isBefore(before) || last.isAfter(Instant.now()));
        }
    }

    @Test
    void refusedRequests_areNotCounted() throws Exception {
        GatewayFixture gateway = new GatewayFixture();
        try (TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            gateway.call(get(AGENT, "X-API-Key: wrong"));
            gateway.call(get(AGENT));
            gateway.call(get("/no/such/route", gateway.keyHeader()));
            gateway.close();
        }
        assertEquals(0, gateway.usage().size());
    }

    @Test
    void close_storesTheRest() throws Exception {
        GatewayFixture gateway = new GatewayFixture();
        Secret key = gateway.key();
        try (TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            call(gateway, key, 7);
            gateway.close();
        }
        assertEquals(7, count(gateway, gateway.id(key)));
    }

    /// A store that is down loses no count.
    @Test
    void failedBatch_isOfferedAgain() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            Secret key = gateway.key();
            gateway.isUsageRefused.set(true);
            call(gateway, key, 5);
            Await.until("a batch was refused", () -> gateway.refusedBatches.get() > 0);
            call(gateway, key, 4);
            gateway.isUsageRefused.set(false);

            Await.until("all counted", () -> count(gateway, gateway.id(key)) == 9);
        }
    }

    private static void call(GatewayFixture gateway, Secret key, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertEquals(
                    200, gateway.call(get(AGENT, GatewayFixture.header(key))).status());
        }
    }

    private static long count(GatewayFixture gateway, KeyId key) {
        return gateway.usage().stream()
                .filter(usage -> usage.key().equals(key))
                .mapToLong(KeyUsage::requests)
                .sum();
    }
}
