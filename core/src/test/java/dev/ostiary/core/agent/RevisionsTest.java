package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.agent.DeploymentState.KeySecurity;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.route.RouteSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Settings are a draft until they are deployed; deployed, they are a numbered revision that never changes (S0.3 to
/// S0.8, S0.22, S0.23).
final class RevisionsTest {
    private static final Actor ACTOR = Actor.system();
    private static final SettingsEdit OFF = SettingsEdit.keySecurity(false);

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");

    @AfterEach
    void close() {
        core.close();
    }

    private SettingsDraft edit(SettingsEdit edit) {
        return core.editSettings
                .edit(ACTOR, acme.id(), support.id(), production.id(), edit, Optional.empty())
                .value();
    }

    private Deployment deploy() {
        return core.deployAgent
                .deploy(ACTOR, acme.id(), support.id(), production.id())
                .value();
    }

    private DeploymentState state() {
        return new DeploymentState(
                support,
                production,
                core.store.deployments().findLive(acme.id(), support.id(), production.id()),
                core.store
                        .deployments()
                        .findDraft(acme.id(), support.id(), production.id())
                        .orElseGet(() -> SettingsDraft.untouched(support, production.id())));
    }

    private RouteSettings obeyed() {
        return core.store.dataPlane().routes().routes().getFirst().settings();
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    private static SettingsEdit headers(String name, String value) {
        return new SettingsEdit(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new UpstreamHeaders(Map.of(name, value))));
    }

    /// An edit is pending, field by field, and nothing obeys it before the deployment (S0.6).
    @Test
    void edit_isPendingUntilDeployed() {
        deploy();
        edit(OFF);
        SettingsDraft draft = edit(headers("X-Team", "payments"));

        assertEquals(2, draft.version());
        assertEquals(
                new AuditChanges(
                        Map.of("keySecurity", "true"), Map.of("keySecurity", "false", "headers.x-team", "payments")),
                state().pending());
        assertEquals(KeySecurity.ON, state().keySecurity());
        assertEquals(UpstreamHeaders.NONE, obeyed().headers());

        assertEquals(2, deploy().revision());
        assertEquals(AuditChanges.NONE, state().pending());
        assertEquals(KeySecurity.OFF, state().keySecurity());
        assertEquals(Map.of("x-team", "payments"), obeyed().headers().values());
    }

    /// Settings that follow the agent's own upstream are pending when that is led elsewhere.
    @Test
    void editAgent_isPendingToo() {
        deploy();
        UpstreamUrl elsewhere = UpstreamUrl.parse("http://b:2").orElseThrow();
        Agent moved = core.editAgent
                .edit(ACTOR, acme.id(), support.id(), new AgentEdit(Optional.empty(), Optional.of(elsewhere)))
                .value();

        assertEquals(
                Map.of("upstreams", "http://b:2"),
                new DeploymentState(moved, production, state().live(), state().draft())
                        .pending()
                        .after());
        assertEquals(List.of(elsewhere), deploy().settings().upstreams());
    }

    /// Deployed again, nothing changes but the number.
    @Test
    void deploy_again_isTheSame() {
        edit(OFF);
        Deployment first = deploy();
        Deployment second = deploy();

        assertEquals(first.settings(), second.settings());
        assertEquals(2, second.revision());
    }

    /// An edit that changes nothing is no edit.
    @Test
    void edit_sameAgain_isNothing() {
        edit(OFF);
        Written written = new Written(core.store);
        assertEquals(1, edit(OFF).version());
        written.assertNothing();
    }

    /// Who saw another version than there is deploys nothing, edits nothing and rolls nothing back.
    @Test
    void version_changedSince_isRefused() {
        Deployment first = deploy();
        edit(OFF);

        assertRefused(
                ProblemCode.SETTINGS_STALE,
                () -> core.deployAgent.deploy(
                        ACTOR, acme.id(), support.id(), production.id(), SettingsEdit.NONE, Optional.of(0)));
        assertRefused(
                ProblemCode.SETTINGS_STALE,
                () -> core.editSettings.edit(ACTOR, acme.id(), support.id(), production.id(), OFF, Optional.of(2)));
        assertRefused(
                ProblemCode.SETTINGS_STALE,
                () -> core.rollBack.rollBack(ACTOR, acme.id(), support.id(), first.id(), Optional.of(0)));
        core.deployAgent.deploy(ACTOR, acme.id(), support.id(), production.id(), SettingsEdit.NONE, Optional.of(1));
    }

    /// Rolled back is a new revision equal to the old one; the settings are those as well, so nothing is pending.
    @Test
    void rollBack_isANewRevision() {
        Deployment first = deploy();
        edit(OFF);
        deploy();
        Deployment third = core.rollBack
                .rollBack(ACTOR, acme.id(), support.id(), first.id(), Optional.empty())
                .value();

        assertEquals(3, third.revision());
        assertEquals(Optional.of(1), third.copyOf());
        assertEquals(first.settings(), third.settings());
        assertEquals(Optional.of(third), state().live());
        assertEquals(AuditChanges.NONE, state().pending());
        assertEquals(List.of(), state().draft().settings().upstreams());
    }

    /// An echo agent's deployment is moved as it is live; what is pending stays pending.
    @Test
    void move_keepsWhatIsPending() {
        deploy();
        edit(OFF);
        UpstreamUrl elsewhere = UpstreamUrl.parse("http://b:2").orElseThrow();
        Deployment moved = core.deployAgent
                .move(ACTOR, acme.id(), support.id(), production.id(), elsewhere)
                .value();

        assertEquals(List.of(elsewhere), moved.settings().upstreams());
        assertEquals(true, moved.settings().keySecurity());
        assertEquals("false", state().pending().after().get("keySecurity"));
    }

    /// Keys outlive the time in which none is needed; new ones are not made then, nor before anything is deployed
    /// (S0.4, S0.8, S0.23).
    @Test
    void keySecurity_offAndOn_keepsKeys() {
        ApiKey key = core.key(support, production, "CI").key();
        edit(OFF);
        deploy();
        assertRefused(ProblemCode.KEY_SECURITY_OFF, () -> core.key(support, production, "new"));
        edit(SettingsEdit.keySecurity(true));
        Deployment live = deploy();

        ApiKey kept = core.store.keys().find(acme.id(), key.id()).orElseThrow();
        assertEquals(KeyStatus.ACTIVE, kept.status(core.clock.instant()));
        core.undeployAgent.undeploy(ACTOR, acme.id(), support.id(), live.id());
        assertEquals(KeySecurity.NOT_DEPLOYED, state().keySecurity());
        assertEquals("Agent is not deployed", ProblemCode.AGENT_NOT_DEPLOYED.title());
    }

    /// What is no API agent behind the gateway has no switch and no keys of its own; such a one behind it can be
    /// deployed, an external one cannot (S0.22).
    @Test
    void otherAgents_haveNoKeySecurity() {
        Agent tools = agent("tools", AgentKind.MCP, AgentHosting.HOSTED);
        Agent outside = agent("outside", AgentKind.API, AgentHosting.EXTERNAL);
        for (SettingsEdit edit : List.of(OFF, SettingsEdit.keySecurity(true))) {
            assertRefused(
                    ProblemCode.AGENT_WITHOUT_KEY_SECURITY,
                    () -> core.deployAgent.deploy(
                            ACTOR, acme.id(), tools.id(), production.id(), edit, Optional.empty()));
            assertRefused(
                    ProblemCode.AGENT_EXTERNAL,
                    () -> core.editSettings.edit(
                            ACTOR, acme.id(), outside.id(), production.id(), edit, Optional.empty()));
        }
        Deployment deployed = core.deployAgent
                .deploy(ACTOR, acme.id(), tools.id(), production.id())
                .value();
        assertEquals(true, deployed.settings().keySecurity());
        assertEquals(KeySecurity.NOT_APPLICABLE, DeploymentState.keySecurity(tools, Optional.of(deployed)));
        assertRefused(ProblemCode.AGENT_WITHOUT_KEY_SECURITY, () -> core.key(tools, production, "none"));
        assertRefused(
                ProblemCode.AGENT_EXTERNAL,
                () -> core.deployAgent.deploy(ACTOR, acme.id(), outside.id(), production.id()));
    }

    private Agent agent(String slug, AgentKind kind, AgentHosting hosting) {
        return core.createAgent
                .create(
                        ACTOR,
                        acme.id(),
                        new NewAgent(
                                new Slug(slug),
                                new DisplayName(slug),
                                kind,
                                hosting,
                                Optional.empty(),
                                support.upstream()))
                .value();
    }
}
