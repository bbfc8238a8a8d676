package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CallKind;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditDays;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls cost credits by plan, none left is 402, and what was spent is attributed to the key (S2.25).
class CreditsIT {
    private static final KeyRestrictions METERED = KeyRestrictions.NONE.metered(true);

    private GatewayFixture gateway;
    private TestAgent agent;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        agent.close();
    }

    /// Puts the organization on a plan of so many credits.
    private void plan(long credits, CallCosts costs) {
        Instant now = Instant.now();
        Plan plan = new Plan(
                PlanId.create(gateway.randomness, now),
                new Slug("pro"),
                new DisplayName("Pro"),
                Optional.of(credits),
                costs,
                now);
        gateway.store.plans().insert(plan);
        CreditAccountId id = CreditAccountId.of(gateway.organization);
        gateway.store
                .credits()
                .save(CreditAccount.empty(id, gateway.organization, CreditMonth.of(now))
                        .onPlan(Optional.of(plan.id())));
        gateway.metered(new MeteredOrganization(gateway.organization, true, costs));
    }

    private Secret meteredKey(long credits) {
        Secret key = gateway.key(METERED);
        top(gateway.id(key), credits);
        return key;
    }

    private void top(KeyId key, long credits) {
        CreditAccountId id = CreditAccountId.of(key);
        Instant now = Instant.now();
        gateway.store
                .credits()
                .save(gateway.store
                        .credits()
                        .find(id)
                        .orElseGet(() -> CreditAccount.empty(id, gateway.organization, CreditMonth.of(now)))
                        .setTo(credits, now));
        gateway.gateway.routes().creditsChanged(id);
    }

    private long left() {
        return gateway.store
                .credits()
                .find(CreditAccountId.of(gateway.organization))
                .map(account -> account.left(100, CreditMonth.of(Instant.now())))
                .orElseThrow();
    }

    private int status(String path, Secret key) throws Exception {
        return gateway.call(get(path, GatewayFixture.header(key))).status();
    }

    /// Every call is paid until none is left; then it is 402, said as other refusals are, and noted why.
    @Test
    void noneLeft_is402() throws Exception {
        plan(2, CallCosts.ONE_EACH);
        Secret key = gateway.key();
        assertEquals(200, status(AGENT, key));
        assertEquals(200, status(AGENT, key));

        for (int call = 0; call < 2; call++) {
            Message refused = gateway.call(get(AGENT, GatewayFixture.header(key)));
            assertEquals(402, refused.status());
            assertEquals("application/problem+json", refused.header("Content-Type"));
            assertTrue(refused.body().contains("\"code\":\"credits.none-left\""), refused.body());
        }
        assertEquals(2, agent.requests.size());
        assertEquals(2, gateway.metrics().value("ostiary_denials_total", "reason", "no-credits"));
        assertEquals(2, gateway.metrics().value("ostiary_credits_spent_total"));
        gateway.close();
        assertEquals(
                List.of(DenialReason.NO_CREDITS, DenialReason.NO_CREDITS),
                gateway.denials.written.stream().map(denial -> denial.reason()).toList());
        assertEquals(
                2, gateway.usage().stream().mapToLong(usage -> usage.requests()).sum());
    }

    /// A page of another origin may read that none is left (S2.25).
    @Test
    void noneLeft_isReadableByPages() throws Exception {
        plan(0, CallCosts.ONE_EACH);
        gateway.route(
                "svc",
                OwnRoutes.with(
                        OwnRoutes.prefix("/svc", agent.url()),
                        RefusalDialect.TEXT,
                        Optional.of(new CorsPolicy(
                                List.of("https://app.example.com"),
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                Duration.ofMinutes(1)))),
                Optional.empty());

        for (int call = 0; call < 2; call++) {
            Message refused = gateway.call(get("/svc", "Origin: https://app.example.com"));
            assertEquals(402, refused.status());
            assertEquals("No credits remaining", refused.body());
            assertEquals("https://app.example.com", refused.header("Access-Control-Allow-Origin"));
        }
    }

    /// A call costs what the plan says of its kind; what the gateway answers itself costs nothing, nor does a call
    /// that never reached an upstream.
    @Test
    void cost_isByKind() throws Exception {
        plan(100, new CallCosts(Map.of(CallKind.API, 7, CallKind.ROUTE, 0)));
        gateway.route("svc", OwnRoutes.prefix("/svc", agent.url()), Optional.empty());
        gateway.deploy("gone", URI.create("http://127.0.0.1:1"), true);
        Secret key = gateway.key();

        assertEquals(200, status(AGENT, key));
        assertEquals(200, status("/svc", key));
        assertEquals(200, status("/v1/key", key));
        assertEquals(401, gateway.call(get(AGENT)).status());
        assertEquals(502, status("/acme/production/gone", key));
        gateway.close();

        assertEquals(93, left());
        CreditDays today = new CreditDays(CreditMonth.day(Instant.now()), CreditMonth.day(Instant.now()));
        assertEquals(7, gateway.store.credits().spent(gateway.organization, gateway.id(key), today));
    }

    /// Who needs no key costs the organization too.
    @Test
    void anonymous_costsTheOrganization() throws Exception {
        plan(1, CallCosts.ONE_EACH);
        gateway.deploy("open", agent.url(), false);

        assertEquals(200, gateway.call(get("/acme/production/open")).status());
        assertEquals(402, gateway.call(get("/acme/production/open")).status());
    }

    /// However many connections spend by the old secret and by the new one: exactly what was left is spent, and a
    /// top-up lets them in again (R10).
    @Test
    void rotatedKey_spendsWhatWasLeft() throws Exception {
        Secret former = meteredKey(100);
        Secret present = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        rotate(former, present);

        assertEquals(100, spend(former, present));
        assertEquals(402, status(AGENT, former));
        assertEquals(402, status(AGENT, present));
        top(gateway.id(former), 3);
        assertEquals(200, status(AGENT, former));
        assertEquals(200, status(AGENT, present));
        assertEquals(200, status(AGENT, present));
        assertEquals(402, status(AGENT, present));
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
        Secret key = meteredKey(1);
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

    /// The client API tells a key what is left, for its organization and for itself, at no cost.
    @Test
    void clientApi_tellsWhatIsLeft() throws Exception {
        plan(100, CallCosts.ONE_EACH);
        Secret key = meteredKey(10);
        assertEquals(200, status(AGENT, key));

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
        assertEquals(503, status("/v1/credits", key));
        gateway.store.failing(false);
    }

    /// While the store is away calls go on, and are paid when it is back.
    @Test
    void storeAway_callsGoOn() throws Exception {
        plan(100, CallCosts.ONE_EACH);
        Secret key = gateway.key();
        gateway.store.failing(true);
        assertEquals(200, status(AGENT, key));
        assertEquals(200, status(AGENT, key));
        assertEquals(2, gateway.metrics().value("ostiary_credits_owed_total"));
        gateway.store.failing(false);
        gateway.close();

        assertEquals(98, left());
    }
}
