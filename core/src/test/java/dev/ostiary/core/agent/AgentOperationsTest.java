package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Agents and environments: made, changed and taken away with all that hangs on them.
final class AgentOperationsTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");

    @AfterEach
    void close() {
        core.close();
    }

    private static Optional<UpstreamUrl> upstream(String text) {
        return Optional.of(UpstreamUrl.parse(text).orElseThrow());
    }

    private KeyStatus status(ApiKey key) {
        return core.store.keys().find(acme.id(), key.id()).orElseThrow().status(core.clock.instant());
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    /// What was asked for is what is stored; nobody can call it yet.
    @Test
    void createAgent_isStored() {
        Written written = new Written(core.store);
        Agent agent = core.createAgent
                .create(
                        ACTOR,
                        acme.id(),
                        new NewAgent(
                                new Slug("sales"), new DisplayName("Sales"), AgentKind.A2A, upstream("http://a:1")))
                .value();

        assertEquals(Optional.of(agent), core.store.agents().find(acme.id(), agent.id()));
        assertEquals(AgentKind.A2A, agent.kind());
        assertEquals(core.clock.instant(), agent.createdAt());
        assertEquals(
                Map.of(
                        "slug", "sales",
                        "name", "Sales",
                        "kind", "A2A",
                        "hosting", "HOSTED",
                        "project", support.project().value(),
                        "upstream", "http://a:1"),
                written.event().changes().after());
        assertEquals(List.of(), core.store.dataPlane().routes().routes());
    }

    /// A slug is one agent's and one environment's of its organization; another organization is free to use it.
    @Test
    void create_slugTaken_isRefused() {
        assertRefused(ProblemCode.SLUG_TAKEN, () -> core.agent(acme, "support"));
        assertRefused(ProblemCode.SLUG_TAKEN, () -> core.environment(acme, "production"));

        Organization globex = core.organization("globex");
        core.agent(globex, "support");
        core.environment(globex, "production");
    }

    /// What is given is changed, what is empty kept, and the same again is not written down.
    @Test
    void editAgent_changesWhatIsGiven() {
        Written written = new Written(core.store);
        Agent renamed = core.editAgent
                .edit(
                        ACTOR,
                        acme.id(),
                        support.id(),
                        new AgentEdit(Optional.of(new DisplayName("Help")), Optional.empty()))
                .value();
        assertEquals(support.edited(new DisplayName("Help"), support.upstream()), renamed);
        assertEquals(
                new AuditChanges(Map.of("name", "support"), Map.of("name", "Help")),
                written.event().changes());

        Agent moved = core.editAgent
                .edit(ACTOR, acme.id(), support.id(), new AgentEdit(Optional.empty(), upstream("http://b:2")))
                .value();
        assertEquals(renamed.edited(new DisplayName("Help"), upstream("http://b:2")), moved);
        assertEquals(Optional.of(moved), core.store.agents().find(acme.id(), support.id()));

        Written again = new Written(core.store);
        core.editAgent.edit(
                ACTOR,
                acme.id(),
                support.id(),
                new AgentEdit(Optional.of(new DisplayName("Help")), upstream("http://b:2")));
        core.editAgent.edit(ACTOR, acme.id(), support.id(), new AgentEdit(Optional.empty(), Optional.empty()));
        again.assertNothing();
    }

    /// What is deployed leads where it led until the next deployment (S0.6).
    @Test
    void editAgent_leavesTheDeploymentAlone() {
        core.deployment(support, production);
        core.editAgent.edit(ACTOR, acme.id(), support.id(), new AgentEdit(Optional.empty(), upstream("http://b:2")));

        assertEquals(
                List.of("http://127.0.0.1:9000/support"),
                core.store.dataPlane().routes().routes().stream()
                        .map(route -> route.settings().upstreams().getFirst().toString())
                        .toList());
    }

    /// With an agent go its deployments and the keys bound to it, and no others.
    @Test
    void deleteAgent_takesItsKeysAlong() {
        Environment staging = core.environment(acme, "staging");
        Agent sales = core.agent(acme, "sales");
        Deployment deployment = core.deployment(support, production);
        core.deployment(support, staging);
        core.deployment(sales, production);
        ApiKey inProduction = core.key(support, production, "in production").key();
        ApiKey inStaging = core.key(support, staging, "in staging").key();
        ApiKey ofSales = core.key(sales, production, "of sales").key();
        ApiKey whole =
                core.key(acme.id(), new KeyBinding.WholeOrganization(), "whole").key();
        Written written = new Written(core.store);

        core.deleteAgent.delete(ACTOR, acme.id(), support.id());

        assertEquals(KeyStatus.REVOKED, status(inProduction));
        assertEquals(KeyStatus.REVOKED, status(inStaging));
        assertEquals(KeyStatus.ACTIVE, status(ofSales));
        assertEquals(KeyStatus.ACTIVE, status(whole));
        assertEquals(
                Optional.of(deployment.undeployed(core.clock.instant())),
                core.store.deployments().find(acme.id(), deployment.id()));
        assertEquals(
                List.of("acme/production/sales"),
                core.store.dataPlane().routes().routes().stream()
                        .map(route -> route.name().toString())
                        .toList());
        assertEquals(Optional.empty(), core.store.agents().find(acme.id(), support.id()));
        assertEquals(
                Set.of(
                        inProduction.id().value(),
                        inStaging.id().value(),
                        support.id().value()),
                written.changes().stream().map(Change::subject).collect(Collectors.toSet()));
        AuditEvent revoked = written.events().stream()
                .filter(event -> event.subject().id().equals(inStaging.id().value()))
                .findAny()
                .orElseThrow();
        assertEquals("key.revoked", revoked.action().text());
        assertEquals("in staging", revoked.subject().name());
        assertEquals(
                new AuditChanges(Map.of("state", "enabled"), Map.of("state", "revoked", "because", "agent.deleted")),
                revoked.changes());
    }

    /// An agent of the same name made later is another one: neither the keys nor the deployments of the first are
    /// its own.
    @Test
    void deleteAgent_sameSlugLater_startsAnew() {
        core.deployment(support, production);
        ApiKey key = core.key(support, production, "CI").key();
        core.deleteAgent.delete(ACTOR, acme.id(), support.id());
        Agent next = core.agent(acme, "support");

        assertEquals(List.of(), core.store.dataPlane().routes().routes());
        assertEquals(1, core.deployment(next, production).revision());
        assertEquals(KeyStatus.REVOKED, status(key));
    }

    /// A key that ended before the agent did keeps its own end, and is not revoked again.
    @Test
    void deleteAgent_leavesEndedKeysAlone() {
        ApiKey key = core.key(support, production, "CI").key();
        ApiKey revoked = core.revokeKey.revoke(ACTOR, acme.id(), key.id()).value();
        core.clock.advance(Duration.ofHours(1));
        Written written = new Written(core.store);
        core.deleteAgent.delete(ACTOR, acme.id(), support.id());

        assertEquals(Optional.of(revoked), core.store.keys().find(acme.id(), key.id()));
        assertEquals("agent.deleted", written.event().action().text());
    }

    /// An environment is renamed once; the same name again is not written down.
    @Test
    void renameEnvironment_changesTheNameOnly() {
        Written written = new Written(core.store);
        Environment renamed = core.renameEnvironment
                .rename(ACTOR, acme.id(), production.id(), new DisplayName("Live"))
                .value();

        assertEquals(production.renamed(new DisplayName("Live")), renamed);
        assertEquals(Optional.of(renamed), core.store.environments().find(acme.id(), production.id()));
        assertEquals(Map.of("name", "Live"), written.event().changes().after());
        Written again = new Written(core.store);
        core.renameEnvironment.rename(ACTOR, acme.id(), production.id(), new DisplayName("Live"));
        again.assertNothing();
    }

    /// An environment in which an agent is deployed stays; without one it goes, and the keys bound to it with it.
    @Test
    void deleteEnvironment_inUse_isRefused() {
        Deployment deployment = core.deployment(support, production);
        ApiKey bound = core.key(support, production, "bound").key();
        ApiKey whole =
                core.key(acme.id(), new KeyBinding.WholeOrganization(), "whole").key();
        assertRefused(
                ProblemCode.ENVIRONMENT_IN_USE, () -> core.deleteEnvironment.delete(ACTOR, acme.id(), production.id()));

        core.undeployAgent.undeploy(ACTOR, acme.id(), support.id(), deployment.id());
        core.deleteEnvironment.delete(ACTOR, acme.id(), production.id());
        assertEquals(KeyStatus.REVOKED, status(bound));
        assertEquals(KeyStatus.ACTIVE, status(whole));
        assertEquals(Optional.empty(), core.store.environments().find(acme.id(), production.id()));
        core.environment(acme, "production");
    }

    /// What was deleted is not there, to delete or to change again.
    @Test
    void deleted_isNotFound() {
        core.deleteAgent.delete(ACTOR, acme.id(), support.id());
        core.deleteEnvironment.delete(ACTOR, acme.id(), production.id());

        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> core.deleteAgent.delete(ACTOR, acme.id(), support.id()));
        assertRefused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> core.editAgent.edit(
                        ACTOR, acme.id(), support.id(), new AgentEdit(Optional.empty(), Optional.empty())));
        assertRefused(
                ProblemCode.RESOURCE_NOT_FOUND, () -> core.deleteEnvironment.delete(ACTOR, acme.id(), production.id()));
        assertRefused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> core.renameEnvironment.rename(ACTOR, acme.id(), production.id(), new DisplayName("x")));
    }
}
