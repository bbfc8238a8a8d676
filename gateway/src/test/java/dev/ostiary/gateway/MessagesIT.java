package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A message to an agent by its name gets that agent's reply (S2.26), from pages of the key's domains with the public
/// id alone (S2.24), and from nowhere else.
class MessagesIT {
    private static final String HELLO = "{\"message\":\"hello\"}";
    private static final String URL = "/v1/agents/agent/messages";
    private static final String OTHER = "/v1/agents/other/messages";

    private GatewayFixture gateway;
    private TestAgent agent;
    private AgentId agentId;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.answering(_ -> TestAgent.ok("{\"reply\":\"hi\"}"));
        agentId = gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    private static String bearer(String credential) {
        return "Authorization: Bearer " + credential;
    }

    private String key() {
        return bearer(gateway.key().reveal());
    }

    private Message say(String target, String... headers) throws IOException {
        return gateway.call(post(target, HELLO, headers));
    }

    private static void assertProblem(int status, String code, Message answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer::body);
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }

    private AccessTarget.DeployedAgent deployTo(String environment, DeploymentSettings settings) {
        return deployTo(gateway.organization, "acme", environment, settings);
    }

    private AccessTarget.DeployedAgent deployTo(
            OrganizationId organization, String slug, String environment, DeploymentSettings settings) {
        AccessTarget.DeployedAgent target = new AccessTarget.DeployedAgent(
                organization,
                AgentId.create(gateway.randomness, GatewayFixture.NOW),
                EnvironmentId.create(gateway.randomness, GatewayFixture.NOW));
        gateway.put(GatewayRoute.ofDeployment(
                new RouteName.Deployment(new Slug(slug), new Slug(environment), new Slug("other")), target, settings));
        return target;
    }

    private DeploymentSettings settings(boolean keySecurity) {
        return GatewayFixture.settings(new UpstreamUrl(agent.url()), keySecurity);
    }

    private String bound(AccessTarget.DeployedAgent target) {
        return bearer(gateway.key(
                        new KeyBinding.AgentInEnvironment(target.agent(), target.environment()),
                        "bound",
                        Long.MAX_VALUE)
                .reveal());
    }

    private Secret scoped(String scope) {
        return gateway.key(
                new KeyRestrictions(List.of(Scope.parse(scope).orElseThrow()), List.of(), List.of(), List.of()));
    }

    /// S2.26: the pair, the secret alone, in either header; the agent sees who called and no credential.
    @Test
    void message_getsTheAgentsReply() throws Exception {
        Secret key = gateway.key();
        for (String header : new String[] {
            bearer(gateway.publicId(key) + ":" + key.reveal()), bearer(key.reveal()), GatewayFixture.header(key)
        }) {
            Message answer = say(URL, header, "X-Ostiary-Agent: forged", "Content-Type: application/json");
            assertEquals(200, answer.status());
            assertEquals("{\"reply\":\"hi\"}", answer.body());
            assertTrue(answer.header("X-Ostiary-Request-Id").startsWith("req_"));
            Message seen = agent.request();
            assertEquals("POST", seen.method());
            assertEquals("/messages", seen.target());
            assertEquals(HELLO, seen.body());
            assertEquals("agent", seen.header("X-Ostiary-Agent"));
            assertEquals("production", seen.header("X-Ostiary-Environment"));
            assertEquals(gateway.id(key).value(), seen.header("X-Ostiary-Key-Id"));
            assertEquals(gateway.organization.value(), seen.header("X-Ostiary-Organization-Id"));
            assertEquals("", seen.header("Authorization"));
            assertFalse(
                    seen.toString().contains(key.reveal()) || seen.toString().contains(gateway.publicId(key)));
        }
    }

    /// Where the agent takes messages is a setting of its deployment, as the headers are; the rest of the query
    /// goes on.
    @Test
    void settings_holdHere() throws Exception {
        deployTo(
                "production",
                new DeploymentSettings(
                        List.of(new UpstreamUrl(agent.url().resolve("/base"))),
                        true,
                        Optional.empty(),
                        RouteTimeouts.DEFAULT,
                        new UpstreamHeaders(Map.of("X-Team", "payments")),
                        new MessagesPath("/v1/chat")));

        assertEquals(200, say(OTHER + "?environment=production&lang=de", key()).status());
        Message seen = agent.request();
        assertEquals("/base/v1/chat?lang=de", seen.target());
        assertEquals("payments", seen.header("X-Team"));
    }

    /// The environment is the key's, the one that is named, production, or the only one.
    @Test
    void environment_isTheKeysOrNamedOrProductionOrTheOnlyOne() throws Exception {
        AccessTarget.DeployedAgent staged = deployTo("staging", settings(true));
        assertEquals(200, say(OTHER, key()).status());
        assertEquals("staging", agent.request().header("X-Ostiary-Environment"));

        deployTo("testing", settings(true));
        assertProblem(400, "environment.unclear", say(OTHER, key()));
        assertEquals(200, say(OTHER + "?environment=testing", key()).status());
        assertEquals("testing", agent.request().header("X-Ostiary-Environment"));
        assertEquals(200, say(OTHER + "?%65nvironment=%74esting&x=%", key()).status());
        assertEquals("testing", agent.request().header("X-Ostiary-Environment"));
        assertProblem(404, "agent.not-found", say(OTHER + "?environment=nowhere", key()));
        assertProblem(404, "agent.not-found", say(OTHER + "?environment", key()));
        assertProblem(400, "environment.unclear", say(OTHER + "?environment=staging&environment=testing", key()));
        assertEquals(200, say(OTHER, bound(staged)).status());
        assertEquals("staging", agent.request().header("X-Ostiary-Environment"));

        deployTo("production", settings(true));
        assertEquals(200, say(OTHER, key()).status());
        assertEquals("production", agent.request().header("X-Ostiary-Environment"));
        assertProblem(404, "agent.not-found", say(OTHER + "?environment=production", bound(staged)));
        assertTrue(agent.requests.isEmpty());
    }

    /// A key that is bound to an environment stays there, also when everybody may call the agent in production.
    @Test
    void environment_isTheKeysBeforeOneThatIsOpen() throws Exception {
        AccessTarget.DeployedAgent staged = deployTo("staging", settings(true));
        deployTo("production", settings(false));

        assertEquals(200, say(OTHER, bound(staged)).status());
        assertEquals("staging", agent.request().header("X-Ostiary-Environment"));
        assertEquals(200, say(OTHER + "?environment=production", bound(staged)).status());
        assertEquals("production", agent.request().header("X-Ostiary-Environment"));
    }

    /// S2.21: what is not deployed, another organization's, and what the key does not open are the same nothing.
    @Test
    void otherAgents_areNotThere() throws Exception {
        OrganizationId globex = gateway.organization("globex");
        deployTo(globex, "globex", "production", settings(true));
        Secret hers = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        gateway.put(hers, globex, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE);
        String bound = bound(new AccessTarget.DeployedAgent(gateway.organization, agentId, gateway.environment));

        Message missing = say("/v1/agents/nobody/messages", key());
        assertProblem(404, "agent.not-found", missing);
        assertEquals(missing.withoutRequestId(), say(OTHER, key()).withoutRequestId());
        assertEquals(missing.withoutRequestId(), say(URL, bearer(hers.reveal())).withoutRequestId());
        assertTrue(agent.requests.isEmpty());
        assertEquals(200, say(OTHER, bearer(hers.reveal())).status());
        assertEquals(globex.value(), agent.request().header("X-Ostiary-Organization-Id"));

        deployTo("production", settings(true));
        assertEquals(200, say(URL, bound).status());
        assertEquals(missing.withoutRequestId(), say(OTHER, bound).withoutRequestId());
        gateway.undeploy("agent");
        assertEquals(missing.withoutRequestId(), say(URL, bound).withoutRequestId());
    }

    /// S2.18: no key, a wrong one, and one that has ended open nothing, though everybody may call the agent itself.
    @Test
    void withoutValidKey_nothingGoesOn() throws Exception {
        deployTo("production", settings(false));
        Secret revoked = gateway.key();
        gateway.put(revoked, new KeyBinding.WholeOrganization(), "a key", true, Long.MAX_VALUE);
        Secret expired = gateway.key(new KeyBinding.WholeOrganization(), "a key", 1);

        for (String target : new String[] {URL, OTHER, "/v1/agents/nobody/messages"}) {
            assertProblem(401, "credential.missing", say(target));
            Message unknown = say(target, bearer("sk_ost_wrong"));
            assertProblem(401, "credential.invalid", unknown);
            for (Secret ended : new Secret[] {revoked, expired}) {
                assertEquals(
                        unknown.withoutRequestId(),
                        say(target, bearer(ended.reveal())).withoutRequestId());
            }
        }
        assertTrue(agent.requests.isEmpty());
        assertEquals(200, say(OTHER, key()).status());
        assertProblem(
                400, "credential.ambiguous", say(URL + "?k=" + gateway.key().reveal(), key()));
    }

    /// A key opens here what it opens at the agent's own URL: scopes are judged by the path that the agent is
    /// asked.
    @Test
    void scopes_areJudgedByWhatTheAgentIsAsked() throws Exception {
        assertEquals(200, say(URL, bearer(scoped("POST /messages").reveal())).status());
        Message refused = say(URL, bearer(scoped("GET,POST /v1/**").reveal()));

        assertProblem(403, "scope.missing", refused);
        assertTrue(refused.body().contains("\"missingScope\":\"POST /messages\""), refused.body());
        Await.until(
                "the denial is kept",
                () -> gateway.denials
                        .find(gateway.organization, refused.header("X-Ostiary-Request-Id"))
                        .map(Denial::route)
                        .equals(Optional.of("acme/production/agent")));
    }

    /// Limits count here and there together.
    @Test
    void limits_countOnce() throws Exception {
        String key = GatewayFixture.header(gateway.key(new KeyRestrictions(
                List.of(), List.of(), List.of(), List.of(new RateLimit("minute", 2, Duration.ofMinutes(1))))));

        assertTrue(say(URL, key).header("RateLimit").startsWith("\"minute\";r=1;"));
        assertEquals(200, gateway.call(get(Requests.AGENT, key)).status());
        Message refused = say(URL, key);
        assertProblem(429, "rate.limited", refused);
        assertFalse(refused.header("Retry-After").isEmpty());
    }

    @Test
    void methods_otherThanPost_areRefused() throws Exception {
        Message answer = gateway.call(get(URL, key()));
        assertProblem(405, "request.method-not-allowed", answer);
        assertEquals("POST", answer.header("Allow"));
        assertProblem(404, "route.not-found", say(URL + "/", key()));
        assertProblem(404, "route.not-found", say("/v1/agents//messages", key()));
        assertProblem(404, "agent.not-found", say("/v1/agents/%61gent/messages", key()));
    }
}
