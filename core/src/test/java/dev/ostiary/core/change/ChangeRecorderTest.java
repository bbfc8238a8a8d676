package dev.ostiary.core.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.standing.StoredStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The way every change takes: one transaction, then the wait for the nodes (C1, C6).
final class ChangeRecorderTest {
    private final InMemoryStore store = new InMemoryStore();
    private final SettableClock clock = new SettableClock();
    private final Randomness randomness = new Randomness();
    private final OrganizationId acme = OrganizationId.create(randomness, clock.instant());
    private final Actor actor = new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_x", "automation", Grants.everything());
    private final List<Long> awaited = new ArrayList<>();
    private final ChangeRecorder recorder = recorder(seq -> {
        awaited.add(seq);
        // What it waits for is committed, or no node could ever obey it.
        assertEquals(store.feed().head(), seq == 0 ? 0 : seq);
        return new Applied(2, 3);
    });

    private ChangeRecorder recorder(ChangeBarrier barrier) {
        return new ChangeRecorder(
                StoredStanding.transactions(store, clock), store.audit(), store.changes(), barrier, randomness, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// The work's answer comes back with what the barrier says of the last change announced.
    @Test
    void record_answersValueAndCount() {
        Recorded<String> recorded = recorder.record(actor, Permission.KEYS_EDIT, acme, scope -> {
            scope.announce(Change.Kind.KEY, "one");
            scope.announce(Change.Kind.ROUTES, "two");
            return "value";
        });

        assertEquals(new Recorded<>("value", new Applied(2, 3)), recorded);
        assertEquals(List.of(2L), awaited);
        assertEquals(
                List.of(new Change(1, Change.Kind.KEY, "one"), new Change(2, Change.Kind.ROUTES, "two")),
                store.feed().after(0, 10));
    }

    /// What no node has to learn is numbered by nothing and waited for by nobody.
    @Test
    void record_nothingAnnounced_waitsForZero() {
        recorder.record(actor, Permission.KEYS_EDIT, acme, _ -> "value");

        assertEquals(List.of(0L), awaited);
        assertEquals(0, store.feed().head());
    }

    /// The event says who did what to what of which organization, and when.
    @Test
    void audit_isWholeEvent() {
        Written written = new Written(store);
        recorder.record(actor, Permission.KEYS_EDIT, acme, scope -> {
            scope.audit(acme, AuditAction.KEY_EDITED, "subject", "name", AuditChanges.made(Map.of("field", "value")));
            return "value";
        });

        AuditEvent event = written.event();
        assertEquals(
                new AuditEvent(
                        event.id(),
                        Optional.of(acme),
                        clock.instant(),
                        actor,
                        AuditAction.KEY_EDITED,
                        new AuditSubject("key", "subject", "name"),
                        AuditChanges.made(Map.of("field", "value"))),
                event);
    }

    /// All of an operation happens at one instant, in whole milliseconds, though the clock runs on.
    @Test
    void scope_hasOneInstant() {
        Instant start = clock.instant();
        clock.set(start.plusNanos(999_999));
        recorder.record(actor, Permission.KEYS_EDIT, acme, scope -> {
            clock.advance(Duration.ofSeconds(1));
            assertEquals(start, scope.now());
            assertEquals(new Stamp(start, "automation"), scope.stamp());
            return "value";
        });
    }

    /// Work that fails leaves nothing behind and nobody waits.
    @Test
    void record_workFails_leavesNothing() {
        Written written = new Written(store);
        ArithmeticException failure = new ArithmeticException("in the middle");

        assertSame(
                failure,
                assertThrows(
                        ArithmeticException.class,
                        () -> recorder.record(actor, Permission.KEYS_EDIT, acme, scope -> {
                            scope.audit(acme, AuditAction.KEY_EDITED, "subject", "name", AuditChanges.NONE);
                            scope.announce(Change.Kind.KEY, "one");
                            throw failure;
                        })));
        written.assertNothing();
        assertEquals(List.of(), awaited);
    }

    /// An actor that may not see the organization is told that nothing is there, before any work or access.
    @Test
    void record_actorOfAnother_isNotFoundAtOnce() {
        OrganizationId globex = OrganizationId.create(randomness, clock.instant());
        Actor confined = new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_x", "automation", Grants.allWithin(globex));
        store.failing(true);

        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> recorder.record(confined, Permission.KEYS_EDIT, acme, _ -> {
                    throw new AssertionError("the work was done");
                }));
        assertEquals(ProblemCode.RESOURCE_NOT_FOUND, refused.code());
    }

    /// An actor who sees the organization but lacks the permission is told which one, before any work or access
    /// (S4.13).
    @Test
    void record_withoutPermission_isDeniedAtOnce() {
        Actor viewer =
                new Actor(Actor.Kind.MANAGEMENT_KEY, "mgk_x", "viewer", Grants.within(acme, Role.VIEWER.permissions()));
        store.failing(true);

        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> recorder.record(viewer, Permission.KEYS_EDIT, acme, _ -> {
                    throw new AssertionError("the work was done");
                }));
        assertEquals(ProblemCode.PERMISSION_DENIED, refused.code());
        assertEquals("permission", refused.fields().getFirst().field());
        assertTrue(refused.fields().getFirst().remedy().endsWith(" keys.edit"));
    }

    /// What is committed is answered, though the nodes cannot be asked any more: a secret that was just made would
    /// be lost otherwise. How many obey is then unknown, which is never taken for all.
    @Test
    void record_barrierFails_isAnsweredAsUnknown() {
        ChangeRecorder failing = recorder(_ -> {
            throw new StoreException("down", new IllegalStateException());
        });
        Recorded<String> recorded = failing.record(actor, Permission.KEYS_EDIT, acme, scope -> {
            scope.announce(Change.Kind.KEY, "one");
            return "value";
        });

        assertEquals(new Recorded<>("value", Applied.UNKNOWN), recorded);
        assertFalse(recorded.applied().isComplete());
        assertEquals(1, store.feed().head());
    }
}
