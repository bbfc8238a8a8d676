package dev.ostiary.gateway;

import static dev.ostiary.core.access.AccessMode.OPTIONAL;
import static dev.ostiary.core.access.AccessMode.STRICT;
import static dev.ostiary.gateway.OwnRoutes.policy;
import static dev.ostiary.gateway.OwnRoutes.prefix;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is in progress is judged again when its key, its route or the policy changes, by the decision that let it
/// in: it ends within a second when it would now be refused, and else goes on (R01).
class ChangedRightIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();
    private static final long BOUND = Duration.ofSeconds(1).toNanos();
    private static final String PAGE = "Origin: https://page.example.com";

    private GatewayFixture gateway;
    private TestAgent agent;
    private Secret key;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        agent = TestAgent.serving(peer -> {
            Message unused = peer.head();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                peer.send("1\r\na\r\n");
                Thread.sleep(20);
            }
        });
        guard(PolicySettings.DEFAULT);
        key = gateway.key();
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        gateway.close();
    }

    private RouteId guard(PolicySettings settings) {
        return gateway.route("svc", prefix("/svc", agent.url()), settings);
    }

    private String bearer() {
        return "Authorization: Bearer " + key.reveal();
    }

    private Peer stream(String... headers) throws IOException {
        Peer client = gateway.connect();
        client.send(get("/svc/v1/stream", headers));
        assertEquals(200, client.head().status());
        assertEquals("a", client.chunk());
        return client;
    }

    private void assertEnds(Peer client, Runnable change) {
        change.run();
        long changed = System.nanoTime();
        assertThrows(IOException.class, () -> {
            while (true) {
                assertNotEquals("", client.chunk());
            }
        });
        assertTrue(System.nanoTime() - changed < BOUND);
    }

    /// It is looked at twice at least meanwhile.
    private static void assertGoesOn(Peer client) throws IOException {
        long end = System.nanoTime() + BOUND;
        while (System.nanoTime() < end) {
            assertEquals("a", client.chunk());
        }
    }

    private void restrict(KeyBinding binding, Labels labels, KeyRestrictions restrictions) {
        gateway.put(key, gateway.organization, binding, labels, restrictions);
    }

    private void restrict(List<String> scopes, List<String> domains, List<String> addresses) {
        restrict(
                WHOLE,
                Labels.NONE,
                new KeyRestrictions(
                        scopes.stream()
                                .map(scope -> Scope.parse(scope).orElseThrow())
                                .toList(),
                        domains.stream()
                                .map(domain -> DomainPattern.parse(domain).orElseThrow())
                                .toList(),
                        addresses.stream()
                                .map(range -> AddressRange.parse(range).orElseThrow())
                                .toList(),
                        List.of()));
    }

    /// A scope that no longer covers the call, judged by the path as it was called.
    @Test
    void scope_takenAway_ends() throws Exception {
        try (Peer client = stream(bearer())) {
            restrict(List.of("GET /svc/v1/*"), List.of(), List.of());
            assertGoesOn(client);
            assertEnds(client, () -> restrict(List.of("POST /svc/**"), List.of(), List.of()));
        }
    }

    @Test
    void address_takenAway_ends() throws Exception {
        try (Peer client = stream(bearer())) {
            restrict(List.of(), List.of(), List.of("127.0.0.0/8"));
            assertGoesOn(client);
            assertEnds(client, () -> restrict(List.of(), List.of(), List.of("10.0.0.0/8")));
        }
    }

    /// Domains are for the public id alone; who showed the secret goes on.
    @Test
    void domain_takenAway_endsThePublicIdAlone() throws Exception {
        restrict(List.of(), List.of("*.example.com"), List.of());
        try (Peer client = stream("Authorization: Bearer " + gateway.publicId(key), PAGE);
                Peer secret = stream(bearer(), PAGE)) {
            restrict(List.of("* /**"), List.of("page.example.com"), List.of());
            assertGoesOn(client);
            assertEnds(client, () -> restrict(List.of(), List.of("other.example.com"), List.of()));
            assertGoesOn(secret);
        }
    }

    @Test
    void binding_changed_ends() throws Exception {
        RouteId route = guard(PolicySettings.DEFAULT);
        try (Peer client = stream(bearer())) {
            restrict(new KeyBinding.OwnRoutes(Set.of(route)), Labels.NONE, KeyRestrictions.NONE);
            assertGoesOn(client);
            assertEnds(
                    client,
                    () -> restrict(
                            new KeyBinding.AgentInEnvironment(
                                    AgentId.create(gateway.randomness, GatewayFixture.NOW), gateway.environment),
                            Labels.NONE,
                            KeyRestrictions.NONE));
        }
    }

    /// A label that the policy asks for is taken off, and a policy asks for another.
    @Test
    void label_takenOff_ends() throws Exception {
        PolicySettings labelled = policy(
                STRICT, new KeySelection.Labelled(Labels.of(Map.of("team", "a"))), "header authorization Bearer");
        restrict(WHOLE, Labels.of(Map.of("team", "a")), KeyRestrictions.NONE);
        try (Peer client = stream(bearer());
                Peer second = stream(bearer())) {
            guard(labelled);
            assertGoesOn(client);
            assertEnds(client, () -> restrict(WHOLE, Labels.of(Map.of("team", "b")), KeyRestrictions.NONE));
            assertThrows(IOException.class, () -> {
                while (true) {
                    assertNotEquals("", second.chunk());
                }
            });
        }
    }

    /// Who came without a key goes on until one is needed.
    @Test
    void policy_becomesStrict_endsTheAnonymous() throws Exception {
        guard(policy(OPTIONAL, "header authorization Bearer"));
        try (Peer anonymous = stream();
                Peer known = stream(bearer())) {
            guard(policy(OPTIONAL, "header authorization Bearer", "header x-key"));
            assertGoesOn(anonymous);
            assertEnds(anonymous, () -> guard(PolicySettings.DEFAULT));
            assertGoesOn(known);
        }
    }

    /// A key that is no longer read where it stood is none.
    @Test
    void location_takenAway_ends() throws Exception {
        try (Peer client = stream(bearer())) {
            assertEnds(client, () -> guard(policy(OPTIONAL, "header x-key")));
        }
    }

    /// A route that leads elsewhere keeps what it began; one that is gone does not, though another takes the path.
    @Test
    void route_gone_ends() throws Exception {
        gateway.route("all", prefix("/", agent.url()), PolicySettings.DEFAULT);
        try (TestAgent other = TestAgent.greeting();
                Peer client = stream(bearer())) {
            gateway.route("svc", prefix("/svc", other.url()), PolicySettings.DEFAULT);
            assertGoesOn(client);
            assertEnds(client, () -> gateway.route("svc", prefix("/elsewhere", agent.url()), PolicySettings.DEFAULT));
        }
    }

    /// A route is found again by the host that the client named.
    @Test
    void hosts_areComparedAgain() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url(), "gateway.test"), PolicySettings.DEFAULT);
        try (Peer client = stream(bearer())) {
            gateway.route("svc", prefix("/svc", agent.url(), "gateway.test", "other.test"), PolicySettings.DEFAULT);
            assertGoesOn(client);
            assertEnds(
                    client,
                    () -> gateway.route("svc", prefix("/svc", agent.url(), "other.test"), PolicySettings.DEFAULT));
        }
    }

    /// Before the response was begun, the client is told what it would now be told.
    @Test
    void waiting_isToldWhy() throws Exception {
        try (TestAgent silent = TestAgent.serving(peer -> {
                    Message unused = peer.head();
                    boolean ended = peer.isReset();
                });
                Peer client = gateway.connect()) {
            gateway.route("svc", prefix("/svc", silent.url()), PolicySettings.DEFAULT);
            client.send(get("/svc/wait", bearer()));
            Await.until("the agent was called", () -> silent.connections.get() == 1);
            restrict(List.of("GET /other"), List.of(), List.of());
            assertEquals(403, client.response().status());
        }
    }

    /// A WebSocket hears that it goes against the policy; one that may go on does.
    @Test
    void webSocket_isJudgedAgain() throws Exception {
        try (TestAgent echo = WebSocketAgent.echoing();
                Peer ended = gateway.connect();
                Peer goesOn = gateway.connect()) {
            AgentId deployed = gateway.deploy(echo);
            Secret other = gateway.key();
            for (Map.Entry<Peer, Secret> client :
                    Map.of(ended, key, goesOn, other).entrySet()) {
                client.getKey()
                        .send(get(
                                Requests.AGENT + "/chat",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                GatewayFixture.header(client.getValue())));
                assertEquals(101, client.getKey().head().status());
            }
            gateway.put(GatewayRoute.ofDeployment(
                    new RouteName.Deployment(new Slug("acme"), new Slug("production"), new Slug("agent")),
                    new AccessTarget.DeployedAgent(gateway.organization, deployed, gateway.environment),
                    GatewayFixture.settings(new UpstreamUrl(echo.url()), true)));
            restrict(List.of("GET /other"), List.of(), List.of());

            assertEquals("\u0088\u0002\u0003\u00f0", ended.bytes(4));
            assertTrue(ended.isEnded());
            goesOn.send("\u0081\u0081\u0000\u0000\u0000\u0000x");
            assertEquals("\u0081\u0001x", goesOn.bytes(3));
            gateway.undeploy("agent");
            assertEquals("\u0088\u0002\u0003\u00f0", goesOn.bytes(4));
        }
    }
}
