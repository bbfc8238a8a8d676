package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeySink;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.KeyRotation;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.RouteSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A node obeys every change that was answered as applied, at once (C1, S0.15, S0.16, S1.16, R02, R08).
final class FollowerTest {
    private static final KeyRotation GRACE = new KeyRotation(Duration.ofHours(1), Optional.empty());

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");
    private final FollowedNode node = new FollowedNode(core);

    @AfterEach
    void close() {
        node.close();
        core.close();
    }

    private KeyEntry known(IssuedKey key) {
        return Objects.requireNonNull(node.find(key));
    }

    /// It loads what there is, revoked keys too, and says as of which change.
    @Test
    void start_loadsEverything() throws Exception {
        IssuedKey live = core.key(support, production, "live");
        IssuedKey revoked = core.key(support, production, "revoked");
        IssuedKey deleted = core.key(support, production, "deleted");
        core.revokeKey.revoke(Actor.system(), acme.id(), revoked.key().id());
        core.deleteKey.delete(Actor.system(), acme.id(), deleted.key().id());
        core.deployment(support, production);
        assertFalse(node.follower.isLoaded());
        node.started();

        assertTrue(node.follower.isLoaded());
        assertEquals(new FollowedNode.Word("loaded", 8, 2), node.awaitWord("loaded"));
        assertEquals(8, node.follower.appliedSeq());
        assertFalse(known(live).isRevoked());
        assertTrue(known(revoked).isRevoked());
        assertNull(node.find(deleted));
        assertEquals(List.of("acme/production/support"), names());
    }

    /// A store without keys and routes is loaded too: the node then knows that there is nothing.
    @Test
    void start_nothingThere_isLoaded() throws Exception {
        node.started();

        assertEquals(new FollowedNode.Word("loaded", 1, 0), node.awaitWord("loaded"));
        assertTrue(node.follower.isLoaded());
    }

    /// What changes while everything is being loaded is not missed, whether it was read before or after the
    /// change.
    @Test
    void start_changeWhileLoading_isNotMissed() throws Exception {
        IssuedKey read = core.key(support, production, "read");
        DataPlaneSource changing = new ChangingSource(core.store.dataPlane(), () -> {
            core.deployment(support, production);
            core.revokeKey.revoke(Actor.system(), acme.id(), read.key().id());
        });
        try (FollowedNode loading = new FollowedNode(core, changing)) {
            loading.follower.start();
            loading.awaitApplied(4);

            assertTrue(Objects.requireNonNull(loading.find(read)).isRevoked());
            assertEquals(1, loading.routes.size());
        }
    }

    /// When the answer comes that a key was issued, disabled, enabled, renamed, revoked or deleted, the node obeys
    /// already.
    @Test
    void keyChanges_areObeyedWhenAnswered() throws Exception {
        node.started();
        Actor actor = Actor.system();
        IssuedKey key = core.key(support, production, "CI");
        var id = key.key().id();
        assertFalse(known(key).isRevoked());

        assertApplied(core.disableKey.disable(actor, acme.id(), id).applied());
        assertTrue(known(key).isDisabled());
        assertApplied(core.enableKey.enable(actor, acme.id(), id).applied());
        assertFalse(known(key).isDisabled());
        assertApplied(core.editKey
                .edit(actor, acme.id(), id, KeyEdit.rename(new DisplayName("CD")))
                .applied());
        assertEquals("CD", known(key).name());
        assertApplied(core.revokeKey.revoke(actor, acme.id(), id).applied());
        assertTrue(known(key).isRevoked());
        assertApplied(core.deleteKey.delete(actor, acme.id(), id).applied());
        assertNull(node.find(key));
        assertEquals(0, node.directory.size());
    }

    /// So it is with deployments, and with the keys that end with an agent.
    @Test
    void routeChanges_areObeyedWhenAnswered() throws Exception {
        node.started();
        core.deployment(support, production);
        assertEquals(List.of("acme/production/support"), names());

        IssuedKey key = core.key(support, production, "CI");
        assertApplied(
                core.deleteAgent.delete(Actor.system(), acme.id(), support.id()).applied());
        assertEquals(List.of(), names());
        assertTrue(known(key).isRevoked());
    }

    /// Many changes at once are followed to the last one.
    @Test
    void manyChanges_areFollowedToTheLast() throws Exception {
        node.started();
        Object unused = core.store.transactions().inTransaction(() -> {
            for (int count = 0; count < 2500; count++) {
                core.store.changes().append(Change.Kind.ROUTES, "x");
            }
            return "done";
        });
        node.awaitApplied(2501);

        assertEquals(2501, node.follower.appliedSeq());
    }

    /// Wake-up calls may be lost: it looks by itself, every second.
    @Test
    void lostWakeUp_isMadeUpByPolling() throws Exception {
        node.started();
        core.store.muted(true);
        IssuedKey key = core.key(support, production, "CI");
        node.awaitApplied(2);

        assertNotNull(node.find(key));
    }

    /// Its heartbeat carries the instant at which the store last answered.
    @Test
    void heartbeat_tellsWhenTheStoreAnswered() throws Exception {
        node.started();

        assertEquals(core.clock.instant(), node.follower.heardAt());
        Heartbeat heartbeat = core.store.nodes().list().getFirst().heartbeat();
        assertEquals(Heartbeats.identity(FollowedNode.ID.value()), heartbeat.node());
        assertEquals(1, heartbeat.appliedSeq());
        assertEquals(node.directory.size(), heartbeat.keys());
    }

    /// A node that has followed every change holds what a node holds that has just loaded everything, an
    /// organization's end included, and says so by the same digest.
    @Test
    void digest_isTheSameHoweverTheNodeCameThere() throws Exception {
        node.started();
        Organization ending = core.organization("ending");
        IssuedKey left = core.key(ending.id(), new KeyBinding.WholeOrganization(), "left");
        core.deployment(support, production);
        IssuedKey rotated = core.key(support, production, "CI");
        IssuedKey deleted = core.key(support, production, "deleted");
        for (IssuedKey key : List.of(rotated, deleted)) {
            core.rotateKey.rotate(Actor.system(), acme.id(), key.key().id(), GRACE);
        }
        core.deleteKey.delete(Actor.system(), acme.id(), deleted.key().id());
        core.revokeKey.revoke(Actor.system(), ending.id(), left.key().id());
        core.deleteOrganization.delete(Actor.system(), ending.id());
        StateDigest digest = core.store.nodes().list().getFirst().heartbeat().digest();
        try (FollowedNode fresh = new FollowedNode(core)) {
            fresh.follower.start();
            fresh.awaitWord("loaded");

            assertEquals(1, node.directory.size());
            assertEquals(1, fresh.directory.size());
            assertEquals(
                    Set.of(digest),
                    core.store.nodes().list().stream()
                            .map(report -> report.heartbeat().digest())
                            .collect(Collectors.toSet()));
        }
        assertNotEquals(node.directory.fingerprint(), digest.keys());
        assertEquals(core.store.dataPlane().routes().fingerprint(), digest.routes());
        assertEquals(digest, StateDigest.parse(digest.toString()));
    }

    /// A node that is closed stops following and is waited for no more; closing it again does no harm.
    @Test
    void close_reportsTheNodeGone() throws Exception {
        node.started();
        assertEquals(1, core.store.subscribers());
        node.close();
        IssuedKey key = core.key(support, production, "CI");

        assertNull(node.find(key));
        assertEquals(0, core.store.subscribers());
        assertEquals(List.of(), core.store.nodes().list());
        assertEquals(
                new Applied(0, 0),
                core.revokeKey.revoke(Actor.system(), acme.id(), key.key().id()).applied());
        node.close();
    }

    /// A node that was never started can be closed.
    @Test
    void close_neverStarted_doesNoHarm() {
        node.close();

        assertFalse(node.follower.isLoaded());
    }

    private static void assertApplied(Applied applied) {
        assertEquals(new Applied(1, 1), applied);
    }

    private List<String> names() {
        return node.routes.stream().map(route -> route.name().toString()).toList();
    }

    /// Lets something happen after everything was read for the first time.
    private record ChangingSource(DataPlaneSource source, Runnable meanwhile) implements DataPlaneSource {
        @Override
        public void readKeys(KeySink sink) {
            source.readKeys(sink);
            meanwhile.run();
        }

        @Override
        public List<KeyEntry> keys(Collection<KeyId> ids) {
            return source.keys(ids);
        }

        @Override
        public List<RetiredSecret> retiredSecrets(Collection<KeyId> ids, Instant since) {
            return source.retiredSecrets(ids, since);
        }

        @Override
        public List<RetiredSecret> retiredSecrets(Instant since) {
            return source.retiredSecrets(since);
        }

        @Override
        public RouteSnapshot routes() {
            return source.routes();
        }
    }
}
