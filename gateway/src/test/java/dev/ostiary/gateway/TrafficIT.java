package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.traffic.TrafficHistory;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.traffic.TrafficRank;
import dev.ostiary.core.traffic.TrafficRanking;
import dev.ostiary.core.traffic.TrafficSubject;
import dev.ostiary.core.traffic.TrafficTotals;
import dev.ostiary.core.traffic.TrafficWindow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every request of an organization is in its history, once, with what became of it.
class TrafficIT {
    private static final String ROUTE = "acme/production/agent";

    private static TrafficHistory history(
            GatewayFixture gateway, OrganizationId organization, Optional<TrafficSubject> subject) {
        TrafficWindow window = TrafficRange.DAY.until(Instant.now());
        return TrafficHistory.of(window, gateway.store.traffic().cells(organization, subject, window));
    }

    private static List<String> reasons(TrafficHistory history) {
        return history.causes().stream()
                .map(count ->
                        count.cause().outcome().text() + " " + count.cause().reason() + " " + count.requests())
                .sorted()
                .toList();
    }

    /// Served, refused and failed requests, by route and by key, with how long served ones took to begin; a request
    /// for no route of anybody is in no history.
    @Test
    void requests_areInTheHistory() throws Exception {
        GatewayFixture gateway = new GatewayFixture();
        Secret key = gateway.key();
        try (TestAgent agent = TestAgent.greeting();
                TestAgent failing =
                        TestAgent.answering(_ -> "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")) {
            gateway.deploy(agent);
            call(gateway, key, 200, 5);
            for (int i = 0; i < 3; i++) {
                gateway.call(get(AGENT));
            }
            gateway.call(get(AGENT, "X-API-Key: wrong"));
            gateway.call(get("/no/such/route", GatewayFixture.header(key)));
            gateway.deploy(failing);
            call(gateway, key, 503, 2);
            gateway.close();
        }
        TrafficHistory all = history(gateway, gateway.organization, Optional.empty());
        assertEquals(11, all.totals().requests());
        assertEquals(5, all.totals().requests(TrafficOutcome.SERVED));
        assertEquals(5, all.totals().latencies().total(), "each request that was served has a latency");
        assertEquals(List.of("failed status-503 2", "refused malformed 1", "refused missing 3"), reasons(all));
        assertEquals(
                11,
                history(gateway, gateway.organization, Optional.of(new TrafficSubject.Route(ROUTE)))
                        .totals()
                        .requests());

        TrafficTotals ofKey = history(
                        gateway, gateway.organization, Optional.of(new TrafficSubject.Key(gateway.id(key))))
                .totals();
        assertEquals(5, ofKey.requests(TrafficOutcome.SERVED));
        assertEquals(2, ofKey.requests(TrafficOutcome.FAILED));
    }

    /// A key that is refused is counted as such; one of another organization is in neither's list of keys.
    @Test
    void refusedKeys_areKnownToTheirOwnOrganizationOnly() throws Exception {
        GatewayFixture gateway = new GatewayFixture();
        OrganizationId globex = gateway.organization("globex");
        Secret revoked = key(gateway, gateway.organization, true);
        Secret foreign = key(gateway, globex, false);
        try (TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            call(gateway, revoked, 401, 4);
            call(gateway, foreign, 401, 2);
            gateway.close();
        }
        assertEquals(
                List.of("refused other-organization 2", "refused revoked 4"),
                reasons(history(gateway, gateway.organization, Optional.empty())));
        TrafficRanking refused = new TrafficRanking(TrafficSubject.Key.KIND, EnumSet.of(TrafficOutcome.REFUSED));
        TrafficWindow window = TrafficRange.DAY.until(Instant.now());
        assertEquals(
                List.of(gateway.id(revoked).value()),
                gateway
                        .store
                        .traffic()
                        .rank(gateway.organization, refused, window, PageRequest.first())
                        .items()
                        .stream()
                        .map(TrafficRank::subject)
                        .toList());
        assertTrue(gateway.store
                .traffic()
                .rank(globex, refused, window, PageRequest.first())
                .items()
                .isEmpty());
        assertEquals(0, history(gateway, globex, Optional.empty()).totals().requests());
    }

    private static Secret key(GatewayFixture gateway, OrganizationId owner, boolean isRevoked) {
        Secret secret = KeyFormat.generate(KeyType.SECRET, new Randomness());
        gateway.put(secret, owner, new KeyBinding.WholeOrganization(), "a key", isRevoked, KeyEntry.NEVER);
        return secret;
    }

    private static void call(GatewayFixture gateway, Secret key, int status, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertEquals(
                    status, gateway.call(get(AGENT, GatewayFixture.header(key))).status());
        }
    }
}
