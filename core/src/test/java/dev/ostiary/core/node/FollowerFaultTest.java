package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.organization.Organization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node whose store fails, forgets or goes back in time neither opens nor forgets what it knew (R05, fail closed).
final class FollowerFaultTest {
    private static final Stamp STAMP = new Stamp(Instant.parse("2026-03-01T13:00:00Z"), "admin");

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");
    private final FollowedNode node = new FollowedNode(core);

    @AfterEach
    void close() {
        core.store.failing(false);
        node.close();
        core.close();
    }

    /// While the store fails what is known stays in force and the time it was last heard stands still; when it can
    /// be read again the node says so and catches up.
    @Test
    void storeFails_keepsWhatIsKnown_andCatchesUp() throws Exception {
        IssuedKey key = core.key(support, production, "CI");
        node.started();
        Instant heard = node.follower.heardAt();
        core.store.failing(true);
        core.clock.advance(Duration.ofSeconds(5));
        core.store.wake();
        node.awaitWord("failed");

        assertNotNull(node.find(key));
        assertTrue(node.follower.isLoaded());
        assertEquals(heard, node.follower.heardAt());

        core.store.failing(false);
        core.store.wake();
        node.awaitWord("recovered");
        assertEquals(core.clock.instant(), node.follower.heardAt());
        core.revokeKey.revoke(Actor.system(), acme.id(), key.key().id());
        assertTrue(Objects.requireNonNull(node.find(key)).isRevoked());
    }

    /// A store that fails from the start leaves the node not loaded, so it refuses everything, until it can be
    /// read.
    @Test
    void storeFailsAtStart_loadsLater() throws Exception {
        IssuedKey key = core.key(support, production, "CI");
        core.store.failing(true);
        node.follower.start();
        node.awaitWord("failed");
        assertFalse(node.follower.isLoaded());
        assertNull(node.find(key));
        assertEquals(Instant.EPOCH, node.follower.heardAt());

        core.store.failing(false);
        node.awaitWord("recovered");
        assertTrue(node.follower.isLoaded());
        assertNotNull(node.find(key));
        // It hears wake-up calls too, though it could not subscribe at first.
        core.revokeKey.revoke(Actor.system(), acme.id(), key.key().id());
        assertTrue(Objects.requireNonNull(node.find(key)).isRevoked());
    }

    /// At whatever access the store breaks off, the next try ends with everything known.
    @Test
    void storeBreaksOff_anywhere_isMadeUp() throws Exception {
        IssuedKey key = core.key(support, production, "CI");
        node.started();
        for (int call = 1; call <= 5; call++) {
            int failing = call;
            String name = "CI " + call;
            inTransaction(() -> {
                change(key, found -> found.edited(new DisplayName(name), found.labels(), found.restrictions(), STAMP));
                core.store.changes().append(Change.Kind.ROUTES, "x");
                // The commit is the next access, the node's are those after it: head, after, keys, routes, report.
                core.store.failAtCall(failing + 1);
            });
            node.awaitWord("failed");
            core.store.wake();
            node.awaitWord("recovered");
            assertEquals(name, Objects.requireNonNull(node.find(key)).name());
            assertEquals(core.store.feed().head(), node.follower.appliedSeq());
        }
    }

    /// When changes it has not seen are forgotten, all but the newest or even that, it loads everything anew.
    @ParameterizedTest
    @ValueSource(ints = {1, 0})
    void prunedLog_loadsAnew(int left) throws Exception {
        IssuedKey deleted = core.key(support, production, "deleted");
        IssuedKey kept = core.key(support, production, "kept");
        node.started();
        node.awaitWord("loaded");
        inTransaction(() -> {
            change(deleted, found -> found.deleted(STAMP));
            change(kept, found -> found.revoked(STAMP));
            core.store.changes().forgetAllBut(left);
        });

        node.awaitWord("credits unknown");
        assertEquals(new FollowedNode.Word("loaded", 6, 1), node.awaitWord("loaded"));
        assertNull(node.find(deleted));
        assertTrue(Objects.requireNonNull(node.find(kept)).isRevoked());
    }

    private void change(IssuedKey key, UnaryOperator<ApiKey> change) {
        KeyId id = key.key().id();
        core.store
                .keys()
                .update(change.apply(core.store.keys().lock(acme.id(), id).orElseThrow()));
        core.store.changes().append(Change.Kind.KEY, id.value());
    }

    private void inTransaction(Runnable work) {
        Object unused = core.store.transactions().inTransaction(() -> {
            work.run();
            return "done";
        });
    }

    /// When a backup is restored whose changes end earlier, it keeps what it knows: a key revoked since stays
    /// revoked, and nobody is told that it obeys what is changed there. Once the numbers go on long after those
    /// that it knew, somebody has accepted the backup, and it loads that, also when nobody but it knew of the last
    /// of its changes.
    @Test
    void restoredBackup_isObeyedOnceAccepted() throws Exception {
        IssuedKey before = core.key(support, production, "before");
        Object backup = core.store.backup();
        node.started();
        node.awaitWord("loaded");
        IssuedKey after = core.key(support, production, "after");
        core.revokeKey.revoke(Actor.system(), acme.id(), before.key().id());
        core.store.restore(backup);
        core.store.wake();
        node.awaitWord("failed");

        assertNotNull(node.find(after));
        assertTrue(Objects.requireNonNull(node.find(before)).isRevoked());
        inTransaction(() -> core.store.changes().continueAfter(4));
        core.store.wake();
        assertEquals(new FollowedNode.Word("loaded", 1005, 1), node.awaitWord("loaded"));
        assertNull(node.find(after));
    }

    /// A restored backup that was changed until its numbers are as high again is told by the change that the node
    /// knows by another subject.
    @Test
    void restoredBackup_changedSince_isNotObeyed() throws Exception {
        IssuedKey before = core.key(support, production, "before");
        Object backup = core.store.backup();
        node.started();
        node.awaitWord("loaded");
        core.revokeKey.revoke(Actor.system(), acme.id(), before.key().id());
        core.store.muted(true);
        core.store.restore(backup);
        inTransaction(() -> {
            core.store.changes().append(Change.Kind.ROUTES, "x");
            core.store.changes().append(Change.Kind.ROUTES, "y");
        });
        core.store.muted(false);
        core.store.wake();
        node.awaitWord("failed");

        assertTrue(Objects.requireNonNull(node.find(before)).isRevoked());
    }

    /// A change it cannot understand is a fault like any other: what is known stays in force, and it goes on
    /// trying.
    @Test
    void strangeChange_keepsWhatIsKnown() throws Exception {
        IssuedKey key = core.key(support, production, "CI");
        node.started();
        core.store.changes().append(Change.Kind.KEY, "not an identifier");
        node.awaitWord("failed");

        assertNotNull(node.find(key));
        assertEquals(3, node.follower.appliedSeq());
    }

    /// A node can be closed while the store fails, so the process ends in order.
    @Test
    void close_whileStoreFails_doesNoHarm() throws Exception {
        node.started();
        core.store.failing(true);
        node.close();
        core.store.failing(false);

        assertEquals(
                List.of(FollowedNode.ID),
                core.store.nodes().list().stream()
                        .map(report -> report.heartbeat().node().id())
                        .toList());
    }
}
