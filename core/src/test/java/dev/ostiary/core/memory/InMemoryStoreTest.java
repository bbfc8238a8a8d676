package dev.ostiary.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The faults that tests order from the store in memory come as ordered.
final class InMemoryStoreTest {
    private final CoreFixture core = new CoreFixture();
    private final InMemoryStore store = core.store;

    @AfterEach
    void close() {
        core.close();
    }

    /// While it fails, every port does, and when it is mended everything is as it was.
    @Test
    void failing_everyPortFails() {
        var acme = core.organization("acme");
        Object before = store.backup();
        store.failing(true);
        OrganizationId id = acme.id();
        PageRequest first = PageRequest.first();
        for (Executable call : List.<Executable>of(
                () -> store.transactions().inTransaction(() -> "nothing"),
                () -> store.installation().masterKeyCheck(),
                () -> store.organizations().list(first),
                () -> store.organizations().update(acme),
                () -> store.environments().list(id, first),
                () -> store.agents().findBySlug(id, new Slug("support")),
                () -> store.deployments().isInUse(id, EnvironmentId.create(core.randomness, Instant.EPOCH)),
                () -> store.keys().lockLive(id, KeyFilter.all()),
                () -> store.managementKeys().findByDigest(KeyDigest.of(new byte[KeyDigest.LENGTH])),
                () -> store.audit().list(AuditChain.of(id), AuditFilter.NONE, first),
                () -> store.usage().find(List.of(KeyId.create(core.randomness, Instant.EPOCH))),
                () -> store.routes().list(id, first),
                () -> store.policies().list(id, first),
                () -> store.denials().forgetBefore(Instant.EPOCH),
                () -> store.changes().append(Change.Kind.ROUTES, "x"),
                () -> store.feed().head(),
                () -> store.feed().after(0, 1),
                () -> store.feed().subscribe(() -> {}),
                () -> store.dataPlane().routes(),
                () -> store.dataPlane().readKeys(_ -> {}),
                () -> store.nodes().remove(new NodeId("node")),
                () -> store.nodes().awaitReport(Duration.ZERO))) {
            assertThrows(StoreException.class, call);
        }
        store.failing(false);

        assertEquals(before, store.backup());
        assertTrue(store.organizations().find(id).isPresent());
    }

    /// A store that begins to fail in the middle of a transaction does not commit it.
    @Test
    void failing_insideTransaction_doesNotCommit() {
        Object before = store.backup();

        assertThrows(
                StoreException.class,
                () -> store.transactions().inTransaction(() -> {
                    long seq = store.changes().append(Change.Kind.ROUTES, "x");
                    store.failing(true);
                    return seq;
                }));
        store.failing(false);

        assertEquals(before, store.backup());
    }

    /// The one access that was ordered to fail does, and no other.
    @Test
    void failAtCall_failsOnce() {
        store.failAtCall(2);

        assertEquals(0, store.feed().head());
        assertTrue(store.awaitsFailure());
        assertThrows(StoreException.class, () -> store.feed().head());
        assertFalse(store.awaitsFailure());
        assertEquals(0, store.feed().head());
    }

    /// A backup brings everything back, and is equal to what is there as long as nothing changes.
    @Test
    void restore_goesBack() {
        Object before = store.backup();
        core.organization("acme");
        assertNotEquals(before, store.backup());
        store.restore(before);

        assertEquals(before, store.backup());
        assertTrue(store.organizations().findBySlug(new Slug("acme")).isEmpty());
    }
}
