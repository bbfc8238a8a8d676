package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CallKind;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls cost credits by plan, none left is 402, and what was spent is attributed to the key (S2.25).
class CreditsIT {
    private static final String MESSAGES = "/v1/agents/agent/messages";

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

    /// Every call is paid until none is left; then it is 402, said as other refusals are, and noted why.
    @Test
    void noneLeft_is402() throws Exception {
        credits.plan(2, CallCosts.ONE_EACH);
        Secret key = gateway.key();
        assertEquals(200, credits.status(AGENT, key));
        assertEquals(200, credits.status(AGENT, key));

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
        credits.plan(0, CallCosts.ONE_EACH);
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
        credits.plan(100, new CallCosts(Map.of(CallKind.API, 7, CallKind.ROUTE, 0)));
        gateway.route("svc", OwnRoutes.prefix("/svc", agent.url()), Optional.empty());
        gateway.deploy("gone", URI.create("http://127.0.0.1:1"), true);
        Secret key = gateway.key();

        assertEquals(200, credits.status(AGENT, key));
        assertEquals(200, credits.status("/svc", key));
        assertEquals(200, credits.status("/v1/key", key));
        assertEquals(401, gateway.call(get(AGENT)).status());
        assertEquals(502, credits.status("/acme/production/gone", key));
        gateway.close();

        assertEquals(93, credits.left());
        assertEquals(7, credits.spentToday(key));
    }

    /// A message to an agent by its name costs what a call of that agent costs, once, and is attributed to the key
    /// (S2.26); one that finds no agent costs nothing.
    @Test
    void message_costsWhatTheAgentCosts() throws Exception {
        credits.plan(14, new CallCosts(Map.of(CallKind.API, 7)));
        Secret key = gateway.key();
        String header = GatewayFixture.header(key);
        assertEquals(
                404,
                gateway.call(post("/v1/agents/nobody/messages", "{}", header)).status());
        assertEquals(200, gateway.call(post(MESSAGES, "{}", header)).status());
        assertEquals(200, gateway.call(post(MESSAGES, "{}", header)).status());

        Message refused = gateway.call(post(MESSAGES, "{}", header, "Origin: https://app.example.com"));
        assertEquals(402, refused.status());
        assertTrue(refused.body().contains("\"code\":\"credits.none-left\""), refused.body());
        assertEquals("*", refused.header("Access-Control-Allow-Origin"));
        assertEquals(402, credits.status(AGENT, key));
        assertEquals(2, agent.requests.size());
        gateway.close();
        assertEquals(14, credits.spentToday(key));
    }

    /// Who needs no key costs the organization too.
    @Test
    void anonymous_costsTheOrganization() throws Exception {
        credits.plan(1, CallCosts.ONE_EACH);
        gateway.deploy("open", agent.url(), false);

        assertEquals(200, gateway.call(get("/acme/production/open")).status());
        assertEquals(402, gateway.call(get("/acme/production/open")).status());
    }

    /// While the store is away calls go on, and are paid when it is back.
    @Test
    void storeAway_callsGoOn() throws Exception {
        credits.plan(100, CallCosts.ONE_EACH);
        Secret key = gateway.key();
        gateway.store.failing(true);
        assertEquals(200, credits.status(AGENT, key));
        assertEquals(200, credits.status(AGENT, key));
        assertEquals(2, gateway.metrics().value("ostiary_credits_owed_total"));
        gateway.store.failing(false);
        gateway.close();

        assertEquals(98, credits.left());
    }
}
