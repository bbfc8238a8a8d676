package dev.ostiary.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.authority.Grants;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operation: whole or not at all, written down, announced, and never beyond one's organization
/// (C6, I01, S4.11, S4.13).
final class EveryOperationTest {
    private static final Actor SYSTEM = Actor.system();

    static List<Operation> operations() {
        return Operation.all();
    }

    /// It is written down once under its name, with the actor and the time, and nodes learn of it in the same
    /// transaction.
    @ParameterizedTest
    @MethodSource("operations")
    void success_isWrittenDownAndAnnounced(Operation operation) {
        try (Scene scene = new Scene()) {
            Written written = new Written(scene.core.store);
            Recorded<?> recorded = operation.call().run(scene, SYSTEM, scene.acme.id());

            List<AuditEvent> events = written.events().stream()
                    .filter(event -> event.action().text().equals(operation.action()))
                    .toList();
            assertEquals(1, events.size());
            assertEquals(SYSTEM, events.getFirst().actor());
            assertEquals(scene.core.clock.instant(), events.getFirst().at());
            assertEquals(
                    operation.announces(),
                    written.changes().stream().map(Change::kind).toList());
            assertTrue(recorded.applied().isComplete());
        }
    }

    /// At whatever access the store breaks off, nothing was changed; after the commit it is done and is answered
    /// so.
    @ParameterizedTest
    @MethodSource("operations")
    void storeBreaksOff_anywhere_changesNothing(Operation operation) {
        boolean isReached = true;
        int accesses = 0;
        for (int number = 1; isReached; number++) {
            try (Scene scene = new Scene()) {
                Written written = new Written(scene.core.store);
                scene.core.store.failAtCall(number);
                try {
                    Recorded<?> recorded = operation.call().run(scene, SYSTEM, scene.acme.id());
                    isReached = !scene.core.store.awaitsFailure();
                    assertEquals(isReached, recorded.applied().equals(Applied.UNKNOWN));
                    assertFalse(written.events().isEmpty());
                } catch (StoreException expected) {
                    written.assertNothing();
                    accesses++;
                }
            }
        }
        assertTrue(accesses >= 4, "begin, read or write, audit, commit");
    }

    /// An actor of another organization is told that nothing is there, or that this is not for such as it, and
    /// changes nothing.
    @ParameterizedTest
    @MethodSource("operations")
    void otherOrganizationsActor_isRefused(Operation operation) {
        try (Scene scene = new Scene()) {
            boolean isAboutNothing = operation.action().equals("organization.created");
            assertRefused(
                    isAboutNothing ? ProblemCode.PERMISSION_DENIED : ProblemCode.RESOURCE_NOT_FOUND,
                    operation,
                    scene,
                    CoreFixture.confinedTo(scene.globex.id()),
                    scene.acme.id());
        }
    }

    /// In one's own organization another's thing is not there, whatever its identifier.
    @ParameterizedTest
    @MethodSource("operations")
    void otherOrganizationsThing_isNotFound(Operation operation) {
        try (Scene scene = new Scene()) {
            for (Actor actor : List.of(SYSTEM, CoreFixture.confinedTo(scene.globex.id()))) {
                if (operation.namesSubject()) {
                    assertRefused(ProblemCode.RESOURCE_NOT_FOUND, operation, scene, actor, scene.globex.id());
                }
            }
        }
    }

    /// In an organization that does not exist nothing is there.
    @ParameterizedTest
    @MethodSource("operations")
    void unknownOrganization_isNotFound(Operation operation) {
        try (Scene scene = new Scene()) {
            OrganizationId unknown = OrganizationId.create(scene.core.randomness, scene.core.clock.instant());
            if (!operation.action().equals("organization.created")) {
                assertRefused(ProblemCode.RESOURCE_NOT_FOUND, operation, scene, SYSTEM, unknown);
            }
        }
    }

    /// An actor of the organization may do everything within it, and is named in the trail.
    @ParameterizedTest
    @MethodSource("operations")
    void ownActor_may(Operation operation) {
        try (Scene scene = new Scene()) {
            Actor own = CoreFixture.confinedTo(scene.acme.id());
            Written written = new Written(scene.core.store);
            if (!operation.isForInstallation()) {
                operation.call().run(scene, own, scene.acme.id());
                assertEquals(
                        Set.of(own),
                        written.events().stream().map(AuditEvent::actor).collect(Collectors.toSet()));
            }
        }
    }

    /// Who sees the organization and may only look on is told the permission that is missing, and changes nothing
    /// (S4.13, I04).
    @ParameterizedTest
    @MethodSource("operations")
    void onlooker_isDenied(Operation operation) {
        try (Scene scene = new Scene()) {
            Actor onlooker = new Actor(
                    Actor.Kind.MANAGEMENT_KEY,
                    "mgk_onlooker",
                    "onlooker",
                    Grants.everywhere(Set.of(Permission.ORGANIZATION_READ)));
            assertRefused(ProblemCode.PERMISSION_DENIED, operation, scene, onlooker, scene.acme.id());
        }
    }

    /// No secret, whole or in part, is in what is stored, written down, announced or answered, but in the one
    /// answer to issuing.
    @ParameterizedTest
    @MethodSource("operations")
    void secret_isNowhere(Operation operation) {
        try (Scene scene = new Scene()) {
            Recorded<?> recorded = operation.call().run(scene, SYSTEM, scene.acme.id());
            String stored = scene.core.store.backup() + " " + recorded;
            for (IssuedKey key : List.of(scene.key, scene.disabled)) {
                assertFalse(stored.contains(key.secret().reveal().substring(7, 43)));
                assertFalse(stored.contains(key.secret().reveal().substring(12, 24)));
            }
            assertFalse(stored.contains("example-value"));
            if (recorded.value() instanceof IssuedKey issued) {
                assertFalse(stored.contains(issued.secret().reveal().substring(12, 24)));
            }
        }
    }

    private static void assertRefused(
            ProblemCode code, Operation operation, Scene scene, Actor actor, OrganizationId organization) {
        Written written = new Written(scene.core.store);
        RefusedException refused =
                assertThrows(RefusedException.class, () -> operation.call().run(scene, actor, organization));

        assertEquals(code, refused.code());
        written.assertNothing();
    }
}
