package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key has credits of its own, whichever of its secrets is sent, and learns what is left (S2.25, R10).
class KeyCreditsIT {
    private GatewayFixture gateway;
    private MeteredGateway credits;
    private TestAgent agent;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        credits = new MeteredGateway(gateway);
        agent = TestAgent.greeting();
        gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        agent.close();
    }

    /// However many connections spend by the old secret and by the new one: exactly what was left is spent, and a
    /// top-up lets them in again (R10).
    @Test
    void rotatedKey_spendsWhatWasLeft() throws Exception {
        Secret former = credits.meteredKey(100);
        Secret present = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        rotate(former, present);

        assertEquals(100, spend(former, present));
        assertEquals(402, credits.status(AGENT, former));
        assertEquals(402, credits.status(AGENT, present));
        credits.top(gateway.id(former), 3);
        assertEquals(200, credits.status(AGENT, former));
        assertEquals(200, credits.status(AGENT, present));
        assertEquals(200, credits.status(AGENT, present));
        assertEquals(402, credits.status(AGENT, present));
    }

    private void rotate(Secret former, Secret present) {
        KeyDigester digester = new KeyDigester(gateway.pepper);
        KeyEntry key = Objects.requireNonNull(gateway.directory.find(digester.digest(former.reveal())));
        gateway.directory.retire(key.id(), List.of(new RetiredSecret(key.digest(), key.id(), Long.MAX_VALUE - 1)));
        gateway.directory.put(new KeyEntry(
                digester.digest(present.reveal()),
                key.id(),
                key.publicId(),
                key.name(),
                key.organization(),
                key.binding(),
                key.labels(),
                key.restrictions(),
                false,
                false,
                KeyEntry.NEVER));
    }

    private int spend(Secret... keys) throws Exception {
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            String header = GatewayFixture.header(keys[caller % keys.length]);
            callers.add(() -> {
                int letIn = 0;
                try (Peer client = gateway.connect()) {
                    for (int call = 0; call < 30; call++) {
                        client.send(get(AGENT, header));
                        letIn += client.response().status() == 200 ? 1 : 0;
                    }
                }
                return letIn;
            });
        }
        int sum = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
            for (Future<Integer> letIn : threads.invokeAll(callers)) {
                sum += letIn.get();
            }
        }
        return sum;
    }

    /// A body that comes while the store is asked goes on whole, and one that is refused leaves the connection
    /// usable.
    @Test
    void body_thatComesMeanwhile_isKept() throws Exception {
        Secret key = credits.meteredKey(1);
        String post = "POST " + AGENT + " HTTP/1.1\r\nHost: a\r\n" + GatewayFixture.header(key)
                + "\r\nContent-Length: 5\r\n\r\nhello";
        try (Peer client = gateway.connect()) {
            client.send(post);
            assertEquals(200, client.response().status());
            assertEquals("hello", agent.request().body());
            client.send(post);
            assertEquals(402, client.response().status());
            client.send(post);
            assertEquals(402, client.response().status());
        }
    }

    /// Every visitor of a page has the public id that is in it: by that alone nobody learns what its organization
    /// has.
    @Test
    void publicIdAlone_learnsNothingOfTheOrganization() throws Exception {
        credits.plan(100, CallCosts.ONE_EACH);
        Secret key = gateway.key(new KeyRestrictions(
                List.of(), List.of(DomainPattern.parse("example.com").orElseThrow()), List.of(), List.of(), true));
        credits.top(gateway.id(key), 10);

        Message answer = gateway.call(
                get("/v1/credits", "Authorization: Bearer " + gateway.publicId(key), "Origin: https://example.com"));
        assertEquals(200, answer.status());
        assertTrue(answer.body().endsWith("\"organization\":null,\"key\":{\"left\":10}}"), answer.body());
    }

    /// The client API tells a key what is left, for its organization and for itself, at no cost.
    @Test
    void clientApi_tellsWhatIsLeft() throws Exception {
        credits.plan(100, CallCosts.ONE_EACH);
        Secret key = credits.meteredKey(10);
        assertEquals(200, credits.status(AGENT, key));

        for (int call = 0; call < 2; call++) {
            Message answer = gateway.call(get("/v1/credits", GatewayFixture.header(key)));
            assertEquals(200, answer.status());
            assertTrue(
                    answer.body()
                            .endsWith("\"organization\":{\"plan\":\"pro\",\"allowance\":100,\"left\":99},"
                                    + "\"key\":{\"left\":9}}"),
                    answer.body());
        }
        Message plain = gateway.call(get("/v1/credits", gateway.keyHeader()));
        assertTrue(plain.body().endsWith("\"key\":{\"left\":null}}"), plain.body());
        assertEquals(401, gateway.call(get("/v1/credits")).status());
        assertEquals(
                405,
                gateway.call(get("/v1/credits", GatewayFixture.header(key)).replace("GET ", "DELETE "))
                        .status());
        gateway.store.failing(true);
        assertEquals(503, credits.status("/v1/credits", key));
        gateway.store.failing(false);
    }
}
