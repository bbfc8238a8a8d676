package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentEdit;
import dev.ostiary.core.agent.DeleteAgent;
import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.EditAgent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.SettingsEdit;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.node.NodeBarrier;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.standing.StoredStanding;
import dev.ostiary.core.store.Store;
import dev.ostiary.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restart leaves the echo agent deployed once, at the right address, and leaves alone what a person changed.
class EchoMoveIT {
    private static final UpstreamUrl OLD =
            UpstreamUrl.parse("http://127.0.0.1:1111").orElseThrow();
    private static final UpstreamUrl NEW =
            UpstreamUrl.parse("http://127.0.0.1:2222").orElseThrow();
    private static final UpstreamUrl OWN =
            UpstreamUrl.parse("http://127.0.0.1:3333").orElseThrow();
    private static final Actor PERSON = new Actor(Actor.Kind.MANAGEMENT_KEY, "mk", "a person", Grants.everything());

    private final Randomness randomness = new Randomness();
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Store store;
    private ChangeRecorder recorder;
    private EchoMove move;
    private Organization organization;
    private Agent echo;

    @BeforeEach
    void startFirst() {
        store = SqliteStore.open(folder.resolve("ostiary.db"));
        recorder = new ChangeRecorder(
                StoredStanding.transactions(store, clock),
                store.audit(),
                store.changes(),
                new NodeBarrier(store.nodes()),
                randomness,
                clock);
        boolean unused = store.transactions().inTransaction(() -> {
            new FirstStart(store, recorder, randomness, clock).create(Optional.of(OLD));
            return true;
        });
        move = new EchoMove(store, recorder, randomness);
        organization = store.organizations().findBySlug(FirstStart.ORGANIZATION).orElseThrow();
        echo = store.agents().findBySlug(organization.id(), FirstStart.ECHO).orElseThrow();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void deploy(String environment, Optional<UpstreamUrl> upstream, boolean keySecurity) {
        Environment where = store.environments()
                .findBySlug(organization.id(), new Slug(environment))
                .orElseThrow();
        new DeployAgent(store.agents(), store.environments(), store.deployments(), recorder, randomness)
                .deploy(
                        PERSON,
                        organization.id(),
                        echo.id(),
                        where.id(),
                        new SettingsEdit(
                                upstream.map(List::of),
                                Optional.of(keySecurity),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty());
    }

    private List<Deployment> live() {
        return store.deployments().listLive(organization.id(), echo.id());
    }

    /// The first start deploys echo to development with key security.
    @Test
    void firstStart_deploysEcho() {
        assertTrue(move.isLive(OLD));
        assertEquals(
                List.of(true),
                live().stream().map(live -> live.settings().keySecurity()).toList());
    }

    /// At the same address nothing is written.
    @Test
    void sameAddress_writesNothing() {
        long before = store.feed().head();
        move.follow(Optional.of(OLD), OLD);
        assertEquals(before, store.feed().head());
        assertEquals(1, live().getFirst().revision());
    }

    /// At another address every deployment of it follows, with the key security it had, and later ones lead there
    /// too.
    @Test
    void otherAddress_deploymentsFollow() {
        deploy("production", Optional.empty(), false);
        move.follow(Optional.of(OLD), NEW);
        assertTrue(move.isLive(NEW));
        assertEquals(
                List.of(NEW, NEW),
                live().stream()
                        .flatMap(live -> live.settings().upstreams().stream())
                        .toList());
        assertEquals(
                1, live().stream().filter(live -> live.settings().keySecurity()).count());
        assertEquals(
                Optional.of(NEW),
                store.agents().find(organization.id(), echo.id()).flatMap(Agent::upstream));
    }

    /// When the old address was forgotten, what the first start deployed still follows.
    @Test
    void forgottenAddress_deploymentFollows() {
        move.follow(Optional.empty(), NEW);
        assertTrue(move.isLive(NEW));
    }

    /// What a person leads elsewhere stays.
    @Test
    void ownUpstream_stays() {
        deploy("development", Optional.of(OWN), true);
        new EditAgent(store.projects(), store.agents(), recorder)
                .edit(PERSON, organization.id(), echo.id(), new AgentEdit(Optional.empty(), Optional.of(OWN)));
        move.follow(Optional.of(OLD), NEW);
        assertEquals(
                List.of(OWN),
                live().stream()
                        .flatMap(live -> live.settings().upstreams().stream())
                        .toList());
        assertEquals(
                Optional.of(OWN),
                store.agents().find(organization.id(), echo.id()).flatMap(Agent::upstream));
        assertFalse(move.isLive(NEW));
    }

    /// An echo agent that a person deleted does not come back.
    @Test
    void deletedAgent_staysDeleted() {
        new DeleteAgent(
                        store.agents(),
                        store.environments(),
                        store.deployments(),
                        store.keys(),
                        store.testKeys(),
                        recorder)
                .delete(PERSON, organization.id(), echo.id());
        move.follow(Optional.of(OLD), NEW);
        assertFalse(move.isLive(NEW));
        assertEquals(List.of(), live());
    }
}
