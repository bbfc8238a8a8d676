package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.NewAgent;
import dev.ostiary.core.agent.SettingsEdit;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.management.IssuedManagementKey;
import dev.ostiary.core.management.NewManagementKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// A user's key of ten minutes for one agent in one environment, which is in no listing (S0.17 to S0.21).
final class TestKeyOperationsTest {
    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");
    private final Deployment deployment = core.deployment(support, production);
    private final Actor ann = actor("mgk_ann", "Ann");
    private final Actor ben = actor("mgk_ben", "Ben");

    @AfterEach
    void close() {
        core.close();
    }

    private static Actor actor(String id, String name) {
        return new Actor(Actor.Kind.MANAGEMENT_KEY, id, name, Grants.everything());
    }

    private KeyBinding.AgentInEnvironment binding() {
        return new KeyBinding.AgentInEnvironment(support.id(), production.id());
    }

    private Optional<IssuedTestKey> issue(Actor actor) {
        return core.issueTestKey.issue(actor, acme.id(), binding()).value();
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    /// It begins with its own prefix, lives ten minutes, and is written down and announced without its secret.
    @Test
    void issue_livesTenMinutes() {
        Written written = new Written(core.store);
        IssuedTestKey issued = issue(ann).orElseThrow();

        assertTrue(KeyFormat.isIssued(issued.secret().reveal(), KeyType.TEST));
        assertEquals(
                core.clock.instant().plus(Duration.ofMinutes(10)), issued.key().expiresAt());
        assertEquals("ostiary-test-key Ann", issued.key().name().value());
        assertEquals("test-key.issued", written.event().action().text());
        assertEquals(
                List.of(Change.Kind.KEY),
                written.changes().stream().map(Change::kind).toList());
        assertFalse(
                core.store.backup().toString().contains(issued.secret().reveal().substring(12, 24)));
    }

    /// Renewed, it stays one key with another secret; another user's is another key.
    @Test
    void issue_again_renews() {
        IssuedTestKey first = issue(ann).orElseThrow();
        core.clock.advance(Duration.ofMinutes(8));
        IssuedTestKey second = issue(ann).orElseThrow();
        IssuedTestKey bens = issue(ben).orElseThrow();

        assertEquals(first.key().id(), second.key().id());
        assertNotEquals(first.key().secret(), second.key().secret());
        assertEquals(List.of(second.key()), core.store.testKeys().listOf(acme.id(), ann.id()));
        assertNotEquals(second.key().id(), bens.key().id());
        assertEquals(
                2,
                core.store
                        .dataPlane()
                        .keys(List.of(second.key().id(), bens.key().id()))
                        .size());
    }

    /// Where everyone may call, none is issued; where nobody can or the agent has no keys, the reason is told.
    @Test
    void issue_noKeyNeeded_issuesNone() {
        core.deployAgent.deploy(
                ann, acme.id(), support.id(), production.id(), SettingsEdit.keySecurity(false), Optional.empty());
        Written written = new Written(core.store);
        assertEquals(Optional.empty(), issue(ann));
        written.assertNothing();

        Deployment live = core.store
                .deployments()
                .findLive(acme.id(), support.id(), production.id())
                .orElseThrow();
        core.undeployAgent.undeploy(ann, acme.id(), support.id(), live.id());
        assertRefused(ProblemCode.AGENT_NOT_DEPLOYED, () -> issue(ann));
        Agent tools = core.createAgent
                .create(
                        ann,
                        acme.id(),
                        new NewAgent(new Slug("tools"), new DisplayName("Tools"), AgentKind.MCP, Optional.empty()))
                .value();
        assertRefused(
                ProblemCode.AGENT_WITHOUT_KEY_SECURITY,
                () -> core.issueTestKey.issue(
                        ann, acme.id(), new KeyBinding.AgentInEnvironment(tools.id(), production.id())));
    }

    /// A user's test keys end with the user's right, and those of others stay.
    @Test
    void revoke_ofAnActor_endsTheirs() {
        IssuedTestKey anns = issue(ann).orElseThrow();
        IssuedTestKey bens = issue(ben).orElseThrow();
        Written written = new Written(core.store);
        Object unused = core.recorder.recordProven(Actor.system(), scope -> {
            core.revokeTestKeys.of(scope, acme.id(), ann.id(), "member.removed");
            return "done";
        });

        assertEquals(List.of(), core.store.dataPlane().keys(List.of(anns.key().id())));
        assertEquals(1, core.store.dataPlane().keys(List.of(bens.key().id())).size());
        assertEquals("test-key.revoked", written.event().action().text());
        assertEquals(anns.key().id().value(), written.changes().getFirst().subject());
    }

    /// A test key that a management key of the whole installation was given ends with that key.
    @Test
    void revoke_ofAnInstallationsManagementKey_endsTheirs() {
        IssuedManagementKey automation = core.people
                .createManagementKey
                .create(
                        Actor.system(),
                        new NewManagementKey(
                                new DisplayName("automation"),
                                Optional.empty(),
                                Set.of(Permission.TEST_KEYS_ISSUE),
                                new Expiry.Default()))
                .value();
        Actor actor = automation.key().actor(automation.key().grants());
        assertTrue(issue(actor).isPresent());

        var _ = core.people.revokeManagementKey.revoke(
                Actor.system(), Optional.empty(), automation.key().id());
        assertEquals(List.of(), core.store.testKeys().listOf(actor.id()));
    }

    /// With an agent, and with an environment, go the test keys for it.
    @Test
    void deletion_takesThemAlong() {
        issue(ann);
        core.deleteAgent.delete(ann, acme.id(), support.id());
        assertEquals(List.of(), core.store.testKeys().listOf(acme.id(), ann.id()));

        Environment staging = core.environment(acme, "staging");
        Agent sales = core.agent(acme, "sales");
        Deployment there = core.deployment(sales, staging);
        core.issueTestKey.issue(ann, acme.id(), new KeyBinding.AgentInEnvironment(sales.id(), staging.id()));
        core.undeployAgent.undeploy(ann, acme.id(), sales.id(), there.id());
        core.deleteEnvironment.delete(ann, acme.id(), staging.id());
        assertEquals(List.of(), core.store.testKeys().listOf(acme.id(), ann.id()));
    }

    /// Expired ones are cleared away, and nodes learn of it.
    @Test
    void forget_clearsTheExpired() {
        IssuedTestKey issued = issue(ann).orElseThrow();
        core.clock.advance(TestKey.LIFE.minusMillis(1));
        assertEquals(0, core.forgetTestKeys.run());
        core.clock.advance(Duration.ofMillis(1));
        Written written = new Written(core.store);
        assertEquals(1, core.forgetTestKeys.run());

        assertEquals(
                List.of(issued.key().id()),
                Change.ids(written.changes().getFirst().subject()));
        assertEquals(List.of(), core.store.testKeys().listOf(acme.id(), ann.id()));
        assertEquals(1, deployment.revision());
    }

    /// No other key can be given a name of theirs, by any way (S0.20).
    @Test
    void reservedName_isRefused() {
        IssuedKey key = core.key(support, production, "usual");
        KeyBinding whole = new KeyBinding.WholeOrganization();

        assertRefused(ProblemCode.REQUEST_INVALID, () -> core.key(acme.id(), whole, "Ostiary-Test-Key of somebody"));
        assertRefused(
                ProblemCode.REQUEST_INVALID,
                () -> core.editKey.edit(
                        ann, acme.id(), key.key().id(), KeyEdit.rename(new DisplayName("ostiary-test-key"))));
        assertFalse(TestKey.isReserved(new DisplayName("my ostiary-test-key")));
    }
}
