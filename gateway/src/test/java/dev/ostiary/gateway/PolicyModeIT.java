package dev.ostiary.gateway;

import static dev.ostiary.core.access.AccessMode.OPTIONAL;
import static dev.ostiary.core.access.AccessMode.PERMISSIVE;
import static dev.ostiary.core.access.AccessMode.STRICT;
import static dev.ostiary.gateway.OwnRoutes.policy;
import static dev.ostiary.gateway.OwnRoutes.prefix;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A policy on a route lets in whom it says and turns the others away in fixed words (S1.6 to S1.14, S1.18).
class PolicyModeIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();

    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;
    private String wrong;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        key = gateway.key().reveal();
        wrong = KeyFormat.generate(KeyType.SECRET, gateway.randomness).reveal();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private Message call(String... headers) throws IOException {
        return gateway.call(get("/svc/x?y=1", headers));
    }

    private static String bearer(String credential) {
        return "Authorization: Bearer " + credential;
    }

    /// S1.9, S1.13: no location given is `Authorization: Bearer`; the echo shows the request and no credential.
    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer %s", "authorization: bearer %s", "AUTHORIZATION: BEARER %s"})
    void strictWithKey_isForwardedWithoutIt(String header) throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);

        assertEquals("hello", call(header.formatted(key)).body());

        Message request = agent.request();
        assertEquals("/svc/x?y=1", request.target());
        assertEquals("", request.header("Authorization"));
        assertFalse(request.toString().contains(key));
        assertEquals(gateway.organization.value(), request.header("X-Ostiary-Organization-Id"));
        assertEquals(0, request.values("X-Ostiary-Agent").size());
    }

    /// S1.11: word for word, without a line end.
    @Test
    void strictWithoutKey_is401InText() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);

        for (String[] headers : new String[][] {
            {},
            {"X-API-Key: " + wrong},
            {"Authorization: Basic dTpw"},
            {bearer("").strip() + "x"}
        }) {
            Message answer = call(headers);
            assertEquals(401, answer.status());
            assertEquals("api key authentication failure: no API Key found", answer.body());
            assertEquals("text/plain", answer.header("Content-Type"));
            assertEquals("48", answer.header("Content-Length"));
            assertEquals("Bearer realm=\"ostiary\"", answer.header("WWW-Authenticate"));
        }
        assertTrue(agent.requests.isEmpty());
    }

    /// In plain text a header says whose fault it is: here an upstream that nobody listens at.
    @Test
    void refusalInText_namesItsSource() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);
        assertEquals("client", call().header("X-Ostiary-Source"));

        agent.close();
        Message failed = call(bearer(key));

        assertEquals(502, failed.status());
        assertEquals("upstream", failed.header("X-Ostiary-Source"));
    }

    /// S1.12, E01: every wrong key is answered alike, in strict and in optional.
    @Test
    void wrongKey_is401InText() throws Exception {
        Secret disabled = gateway.key();
        gateway.put(disabled, WHOLE, "a key", true, Long.MAX_VALUE);
        for (AccessMode mode : new AccessMode[] {STRICT, OPTIONAL}) {
            gateway.route("svc", prefix("/svc", agent.url()), policy(mode, "header authorization Bearer"));
            Message expected = call(bearer(wrong));
            assertEquals(401, expected.status());
            assertEquals("api key authentication failure: invalid credentials", expected.body());
            assertEquals("Bearer realm=\"ostiary\", error=\"invalid_token\"", expected.header("WWW-Authenticate"));
            for (String other : new String[] {"malformed", "", " ", key + "x", disabled.reveal(), "k".repeat(600)}) {
                assertEquals(expected.withoutRequestId(), call(bearer(other)).withoutRequestId(), other);
            }
        }
        assertTrue(agent.requests.isEmpty());
    }

    /// S1.14: nobody is asked for a key, but one that is shown must be right.
    @Test
    void optional_passesAnonymousAndValid() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), policy(OPTIONAL, "header authorization Bearer"));

        assertEquals(200, call().status());
        assertEquals("", agent.request().header("X-Ostiary-Key-Id"));
        assertEquals(200, call(bearer(key)).status());
        assertTrue(agent.request().header("X-Ostiary-Key-Id").startsWith("key_"));
        assertEquals(200, call("Authorization: Basic dTpw").status());
        assertEquals("Basic dTpw", agent.request().header("Authorization"));
    }

    /// A wrong key counts as none, and is not shown to the upstream either.
    @Test
    void permissive_takesAWrongKeyForNone() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), policy(PERMISSIVE, "header authorization Bearer"));

        for (String header :
                new String[] {bearer(wrong), bearer("malformed"), bearer(""), "Authorization: Bearer\tx"}) {
            assertEquals(200, call(header).status());
            Message request = agent.request();
            assertEquals("", request.header("Authorization"), header);
            assertEquals("", request.header("X-Ostiary-Key-Id"));
        }
        assertEquals(200, call(bearer(key)).status());
        assertTrue(agent.request().header("X-Ostiary-Key-Id").startsWith("key_"));
    }

    /// S1.6, S1.7: the policy's keys only; a key that is labelled anew opens with no edit of the policy.
    @Test
    void selection_takesItsKeysOnly() throws Exception {
        KeySelection payments = new KeySelection.Labelled(Labels.of(Map.of("team", "payments")));
        gateway.route("svc", prefix("/svc", agent.url()), policy(STRICT, payments, "header authorization Bearer"));
        gateway.route(
                "named",
                prefix("/named", agent.url()),
                policy(STRICT, new KeySelection.Named(Set.of("the one")), "header authorization Bearer"));
        Secret one = gateway.key(WHOLE, "the one", Long.MAX_VALUE);

        assertEquals(401, call(bearer(one.reveal())).status());
        assertEquals(200, gateway.call(get("/named", bearer(one.reveal()))).status());
        assertEquals(401, gateway.call(get("/named", bearer(key))).status());

        gateway.put(
                one,
                gateway.organization,
                WHOLE,
                Labels.of(Map.of("team", "payments", "x", "y")),
                KeyRestrictions.NONE);
        assertEquals(200, call(bearer(one.reveal())).status());
    }

    /// S1.18: with the policy gone the route is open again, and shows the upstream no key of ours all the same.
    @Test
    void routeWithoutPolicy_isOpen() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);
        assertEquals(401, call().status());

        gateway.route("svc", prefix("/svc", agent.url()), Optional.empty());
        assertEquals(200, call().status());
        assertEquals(200, call(bearer(key)).status());
        assertFalse(agent.request().toString().contains(key));
        assertFalse(agent.request().toString().contains(key));
    }

    /// A key bound to routes opens these and nothing else, another organization's key nothing at all (S0.24).
    @Test
    void boundKey_opensItsRoutesOnly() throws Exception {
        var one = gateway.route("one", prefix("/one", agent.url()), PolicySettings.DEFAULT);
        gateway.route("two", prefix("/two", agent.url()), PolicySettings.DEFAULT);
        gateway.deploy(agent);
        Secret bound = gateway.key(new KeyBinding.OwnRoutes(Set.of(one)), "bound", Long.MAX_VALUE);
        Secret foreign = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        gateway.put(foreign, gateway.organization("other"), WHOLE, Labels.NONE, KeyRestrictions.NONE);

        assertEquals(200, gateway.call(get("/one", bearer(bound.reveal()))).status());
        assertEquals(401, gateway.call(get("/two", bearer(bound.reveal()))).status());
        assertEquals(
                401,
                gateway.call(get(Requests.AGENT, GatewayFixture.header(bound))).status());
        assertEquals(401, gateway.call(get("/one", bearer(foreign.reveal()))).status());
    }

    /// S1.8: a host's routes are that host's, whatever the case, port or dot.
    @Test
    void hosts_chooseTheRoute() throws Exception {
        gateway.route("api", prefix("/", agent.url(), "api.example.com"), PolicySettings.DEFAULT);
        gateway.route("open", prefix("/", agent.url(), "*.example.com"), Optional.empty());

        for (String host : new String[] {"api.example.com", "API.Example.com:8080", "api.example.com."}) {
            assertEquals(401, onHost(host, "/"), host);
        }
        assertEquals(200, onHost("www.example.com", "/"));
        assertEquals(404, onHost("example.com", "/"));
        assertEquals(401, onHost("api.example.com", "http://api.example.com/"));
        assertEquals(400, onHost("www.example.com", "http://api.example.com/"));
        assertEquals(400, onHost("api.example.com", "http://www.example.com/"));
    }

    private int onHost(String host, String target) throws IOException {
        return gateway.call("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                .status();
    }

    /// A path that the upstream may read as another route's is neither's.
    @ParameterizedTest
    @ValueSource(strings = {"/%61dmin", "//admin", "/admin;x", "/x;/..;/admin", "/;/admin", "/%2Fadmin", "/admin%2fx"})
    void ambiguousPath_doesNotSlipPast(String target) throws Exception {
        gateway.route("open", prefix("/", agent.url()), Optional.empty());
        gateway.route("admin", prefix("/admin", agent.url()), PolicySettings.DEFAULT);

        int status = gateway.call(get(target)).status();

        assertTrue(status == 400 || status == 401, target + " was " + status);
        assertTrue(agent.requests.isEmpty());
    }

    /// A refusal of the upstream's making is in the route's words too.
    @Test
    void upstreamFailure_isInTheRoutesDialect() throws Exception {
        gateway.route("svc", prefix("/svc", URI.create("http://127.0.0.1:1")), Optional.empty());

        Message answer = call();

        assertEquals(502, answer.status());
        assertEquals("Upstream unreachable", answer.body());
        assertEquals("text/plain", answer.header("Content-Type"));
    }

    /// Callers of gRPC hear of it in gRPC.
    @Test
    void grpcCaller_getsAStatus() throws Exception {
        gateway.route("svc", prefix("/svc", agent.url()), PolicySettings.DEFAULT);

        Message answer = call("Content-Type: application/grpc+proto");

        assertEquals(200, answer.status());
        assertEquals("application/grpc", answer.header("Content-Type"));
        assertEquals("16", answer.header("grpc-status"));
        assertEquals("api key authentication failure: no API Key found", answer.header("grpc-message"));
    }
}
