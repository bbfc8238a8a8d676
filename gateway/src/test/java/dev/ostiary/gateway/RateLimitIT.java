package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key makes as many requests as it may, and its caller is told how many are left (S4.3, C01).
class RateLimitIT {
    private GatewayFixture gateway;
    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture(GatewayFixture.usual().withEventLoops(4));
        agent = TestAgent.greeting();
        gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private static KeyRestrictions limited(RateLimit... limits) {
        return new KeyRestrictions(List.of(), List.of(), List.of(), List.of(limits));
    }

    private static RateLimit perHour(long requests) {
        return new RateLimit("hour", requests, Duration.ofHours(1));
    }

    @Test
    void limitedKey_isToldAndThenRefused() throws Exception {
        Secret key = gateway.key(limited(new RateLimit("minute", 2, Duration.ofMinutes(1)), perHour(100)));
        String request = get(AGENT, GatewayFixture.header(key));

        Message first = gateway.call(request);
        assertEquals(200, first.status());
        assertEquals("\"minute\";q=2;w=60, \"hour\";q=100;w=3600", first.header("RateLimit-Policy"));
        assertEquals("\"minute\";r=1;t=30, \"hour\";r=99;t=36", first.header("RateLimit"));
        assertEquals("", first.header("Retry-After"));
        assertEquals(200, gateway.call(request).status());

        Message refused = gateway.call(request);
        assertEquals(429, refused.status());
        assertTrue(refused.body().contains("\"rate.limited\""));
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait >= 20 && wait <= 30, "waits " + wait);
        assertTrue(refused.header("RateLimit").startsWith("\"minute\";r=0;t="), refused.header("RateLimit"));
        assertTrue(refused.header("RateLimit").contains("\"hour\";r=98;t="), refused.header("RateLimit"));
        assertEquals("", gateway.call(get(AGENT, gateway.keyHeader())).header("RateLimit"));
    }

    /// C01: 200 at once, over all event loops, with a limit of 100: exactly 100 pass.
    @Test
    void parallelCalls_passExactlyTheLimit() throws Exception {
        String request = get(AGENT, GatewayFixture.header(gateway.key(limited(perHour(100)))));
        int passed = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(20)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int client = 0; client < 20; client++) {
                results.add(clients.submit(() -> passing(request, 10)));
            }
            for (Future<Integer> result : results) {
                passed += result.get();
            }
        }

        assertEquals(100, passed);
        assertEquals(100, agent.requests.size());
    }

    private int passing(String request, int times) throws IOException {
        int passed = 0;
        try (Peer client = gateway.connect()) {
            for (int i = 0; i < times; i++) {
                client.send(request);
                passed += client.response().status() == 200 ? 1 : 0;
            }
        }
        return passed;
    }

    /// What is refused for another reason is not counted, and an edit of the key keeps what was used.
    @Test
    void counts_areOfRequestsThatWereLetIn() throws Exception {
        Secret key = gateway.key(limited(perHour(3)));
        String request = get(AGENT, GatewayFixture.header(key));
        assertEquals(
                400,
                gateway.call(get(AGENT, GatewayFixture.header(key), GatewayFixture.header(key)))
                        .status());
        assertEquals(2, passing(request, 2));

        gateway.put(
                key,
                gateway.organization,
                new KeyBinding.WholeOrganization(),
                Labels.NONE,
                limited(perHour(3), new RateLimit("day", 10, Duration.ofDays(1))));
        assertEquals(1, passing(request, 3));
        gateway.put(key, gateway.organization, new KeyBinding.WholeOrganization(), Labels.NONE, limited(perHour(5)));
        assertEquals(2, passing(request, 4));
        gateway.put(key, gateway.organization, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE);
        assertEquals(5, passing(request, 5));
    }
}
