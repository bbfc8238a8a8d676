package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.GatewayRoute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A deployment is a numbered revision; the newest is obeyed, and nothing older comes back (S0.2 to S0.8).
final class DeploymentOperationsTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Environment staging = core.environment(acme, "staging");
    private final Agent support = core.agent(acme, "support");

    @AfterEach
    void close() {
        core.close();
    }

    private Deployment deploy(Environment environment, String upstream, boolean keySecurity) {
        core.clock.advance(Duration.ofSeconds(1));
        return core.deployAgent
                .deploy(
                        ACTOR,
                        acme.id(),
                        support.id(),
                        environment.id(),
                        new SettingsEdit(
                                Optional.of(List.of(url(upstream))),
                                Optional.of(keySecurity),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty())
                .value();
    }

    private static UpstreamUrl url(String text) {
        return UpstreamUrl.parse(text).orElseThrow();
    }

    private void assertUndeployRefused(ProblemCode code, Agent agent, DeploymentId id) {
        Written written = new Written(core.store);
        RefusedException refused = assertThrows(
                RefusedException.class, () -> core.undeployAgent.undeploy(ACTOR, acme.id(), agent.id(), id));
        assertEquals(code, refused.code());
        written.assertNothing();
    }

    private List<GatewayRoute> routes() {
        return core.store.dataPlane().routes().routes();
    }

    /// The first is revision 1, leads to the agent's upstream, and is written down whole.
    @Test
    void deploy_first_isRevisionOne() {
        Written written = new Written(core.store);
        Deployment deployment = core.deployment(support, production);

        assertEquals(1, deployment.revision());
        assertEquals(
                List.of(support.upstream().orElseThrow()), deployment.settings().upstreams());
        assertEquals(new Stamp(core.clock.instant(), "system"), deployment.created());
        assertEquals(
                Map.of(
                        "agent", support.id().value(),
                        "environment", production.id().value(),
                        "revision", "1",
                        "upstreams", "http://127.0.0.1:9000/support",
                        "keySecurity", "true"),
                written.event().changes().after());
        assertEquals(List.of(new Change(2, Change.Kind.ROUTES, deployment.id().value())), written.changes());
        assertEquals("acme/production/support", routes().getFirst().name().toString());
    }

    /// Each environment counts its own revisions, and the newest of each is obeyed.
    @Test
    void deploy_again_replaces() {
        deploy(production, "http://old:1", true);
        deploy(staging, "http://staging:1", true);
        Deployment newest = deploy(production, "http://new:1", false);

        assertEquals(2, newest.revision());
        assertEquals(2, routes().size());
        GatewayRoute route = routes().stream()
                .filter(found -> found.name().toString().equals("acme/production/support"))
                .findAny()
                .orElseThrow();
        assertEquals("http://new:1", route.settings().upstreams().getFirst().toString());
        assertEquals(new AccessPolicy.Open(), route.policy());
    }

    /// An agent without an upstream needs one with the deployment.
    @Test
    void deploy_noUpstream_isRefused() {
        Agent bare = core.createAgent
                .create(
                        ACTOR,
                        acme.id(),
                        new NewAgent(new Slug("bare"), new DisplayName("Bare"), AgentKind.API, Optional.empty()))
                .value();
        Written written = new Written(core.store);

        RefusedException refused = assertThrows(RefusedException.class, () -> core.deployment(bare, production));
        assertEquals(ProblemCode.AGENT_WITHOUT_UPSTREAM, refused.code());
        written.assertNothing();
        Deployment deployed = core.deployAgent
                .deploy(
                        ACTOR,
                        acme.id(),
                        bare.id(),
                        production.id(),
                        SettingsEdit.upstream(url("http://own:1")),
                        Optional.empty())
                .value();
        assertEquals(List.of(url("http://own:1")), deployed.settings().upstreams());
    }

    /// Undeploying takes the live revision off and answers with the time of that; the older one does not come
    /// back.
    @Test
    void undeploy_live_leavesNothing() {
        deploy(production, "http://old:1", true);
        Deployment live = deploy(production, "http://new:1", true);
        core.clock.advance(Duration.ofHours(1));
        Written written = new Written(core.store);
        Deployment answered = core.undeployAgent
                .undeploy(ACTOR, acme.id(), support.id(), live.id())
                .value();

        assertEquals(live.undeployed(core.clock.instant()), answered);
        assertEquals(Optional.of(core.clock.instant()), answered.undeployedAt());
        assertEquals(Optional.of(answered), core.store.deployments().find(acme.id(), live.id()));
        assertEquals(List.of(), routes());
        assertEquals(
                Map.of(
                        "agent", support.id().value(),
                        "environment", production.id().value(),
                        "revision", "2",
                        "upstreams", "http://new:1",
                        "keySecurity", "true"),
                written.event().changes().before());
        assertEquals("support revision 2", written.event().subject().name());
    }

    /// After that the numbering goes on.
    @Test
    void deploy_afterUndeploy_isTheNextRevision() {
        Deployment first = deploy(production, "http://old:1", true);
        core.undeployAgent.undeploy(ACTOR, acme.id(), support.id(), first.id());

        assertEquals(2, deploy(production, "http://new:1", true).revision());
        assertEquals(1, routes().size());
    }

    /// Only the live revision can be undeployed, and only once.
    @Test
    void undeploy_notLive_isRefused() {
        Deployment old = deploy(production, "http://old:1", true);
        Deployment live = deploy(production, "http://new:1", true);
        assertUndeployRefused(ProblemCode.DEPLOYMENT_SUPERSEDED, support, old.id());

        core.undeployAgent.undeploy(ACTOR, acme.id(), support.id(), live.id());
        assertUndeployRefused(ProblemCode.DEPLOYMENT_SUPERSEDED, support, live.id());
        assertUndeployRefused(ProblemCode.DEPLOYMENT_SUPERSEDED, support, old.id());
    }

    /// A deployment is found under its own agent only.
    @Test
    void undeploy_otherAgents_isNotFound() {
        Deployment live = deploy(production, "http://new:1", true);
        Agent sales = core.agent(acme, "sales");

        assertUndeployRefused(ProblemCode.RESOURCE_NOT_FOUND, sales, live.id());
        assertUndeployRefused(
                ProblemCode.RESOURCE_NOT_FOUND, support, DeploymentId.create(core.randomness, core.clock.instant()));
    }
}
