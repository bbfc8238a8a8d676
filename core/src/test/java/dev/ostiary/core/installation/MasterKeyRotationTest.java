package dev.ostiary.core.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.node.Heartbeats;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ReencryptProviderKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Rotating the master key and the pepper while everything runs (S4.14).
final class MasterKeyRotationTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");

    @BeforeEach
    void claim() {
        assertTrue(core.masterKeyCheck.claim(core.ring.keyset()).isPresent());
    }

    @AfterEach
    void close() {
        core.close();
    }

    private MasterKeyStatus status() {
        return core.rotateMasterKey.status(ACTOR);
    }

    private NodeId node(String name) {
        NodeId node = new NodeId(name);
        core.store.nodes().report(Heartbeats.of(name, 0));
        return node;
    }

    private List<FieldProblem> refused(ProblemCode code, Executable work) {
        Written written = new Written(core.store);
        RefusedException refused = assertThrows(RefusedException.class, work);
        assertEquals(code, refused.code());
        written.assertNothing();
        return refused.fields();
    }

    private static Set<String> fields(List<FieldProblem> problems) {
        return problems.stream().map(FieldProblem::field).collect(Collectors.toSet());
    }

    /// Where there is one process, the new generation is in use when the answer is there; it was safe before the
    /// database knew of it.
    @Test
    void rotate_alone_isInUseAtOnce() {
        core.masterKeyRotation.add(node("node_own"));
        Written written = new Written(core.store);

        assertEquals(new Applied(1, 1), core.rotateMasterKey.rotate(ACTOR).applied());

        assertEquals(2, core.ring.active());
        assertEquals(Set.of(1, 2), core.masterKeyHome.read().generations());
        assertEquals(
                Map.of(
                        AuditAction.MASTER_KEY_CREATED,
                        AuditChanges.made(Map.of("generation", "2")),
                        AuditAction.MASTER_KEY_ACTIVATED,
                        new AuditChanges(Map.of("active", "1"), Map.of("active", "2"))),
                written.events().stream().collect(Collectors.toMap(AuditEvent::action, AuditEvent::changes)));
        assertEquals(
                Set.of(new AuditSubject("master-key", "2", "generation 2")),
                written.events().stream().map(AuditEvent::subject).collect(Collectors.toSet()));
        assertTrue(
                written.events().stream().allMatch(event -> event.organization().isEmpty()));
        assertEquals(
                List.of(2, 1),
                status().generations().stream()
                        .map(generation -> generation.record().generation())
                        .toList());
    }

    /// While a gateway lacks the new generation nothing is made under it, and no other can be made.
    @Test
    void rotate_gatewayBehind_waits() {
        core.masterKeyRotation.add(node("node_own"));
        NodeId far = node("node_far");

        assertEquals(new Applied(1, 2), core.rotateMasterKey.rotate(ACTOR).applied());
        core.masterKeyRotation.advance();
        assertEquals(1, core.ring.active());
        refused(ProblemCode.MASTER_KEY_ROTATING, () -> core.rotateMasterKey.rotate(ACTOR));

        core.store.masterKeys().hold(2, far, core.clock.instant());
        core.masterKeyRotation.advance();
        assertEquals(2, core.ring.active());
        assertEquals(3, core.rotateMasterKey.rotate(ACTOR).value());
    }

    /// What was encrypted under the older generation is readable all the time, and is moved in the background; what
    /// does not open stays and is told.
    @Test
    void reencrypt_movesEverything() {
        for (int number = 0; number < 120; number++) {
            ProviderKey unused = core.providerKey(acme, "API_" + number, "value-number-" + number + "-abcdefgh");
        }
        ProviderKey damaged = core.providerKey(acme, "DAMAGED", "value-that-is-damaged");
        ProviderKey other = core.providerKey(acme, "OTHER", "value-of-another-key");
        core.store
                .providerKeys()
                .update(new ProviderKey(
                        damaged.id(),
                        damaged.organization(),
                        damaged.name(),
                        damaged.mask(),
                        damaged.version(),
                        other.value(),
                        damaged.created(),
                        damaged.changed(),
                        damaged.lastUsedAt()));
        assertEquals(new ReencryptProviderKeys.Outcome(0, List.of()), core.reencryptProviderKeys.run());
        core.rotateMasterKey.rotate(ACTOR);
        assertEquals(122, status().generations().getLast().use().providerKeys());

        ReencryptProviderKeys.Outcome outcome = core.reencryptProviderKeys.run();

        assertEquals(new ReencryptProviderKeys.Outcome(121, List.of(damaged.id())), outcome);
        assertEquals(1, status().generations().getLast().use().providerKeys());
        assertEquals(121, status().generations().getFirst().use().providerKeys());
        assertEquals(new ReencryptProviderKeys.Outcome(0, List.of(damaged.id())), core.reencryptProviderKeys.run());
    }

    /// A store that breaks off in the middle leaves every key readable, and the rest is moved the next time.
    @Test
    void reencrypt_storeBreaksOff_goesOnLater() {
        for (int number = 0; number < 150; number++) {
            ProviderKey unused = core.providerKey(acme, "API_" + number, "value-number-" + number + "-abcdefgh");
        }
        core.rotateMasterKey.rotate(ACTOR);
        core.store.failAtCall(130);
        assertThrows(StoreException.class, core.reencryptProviderKeys::run);

        ReencryptProviderKeys.Outcome outcome = core.reencryptProviderKeys.run();

        assertEquals(List.of(), outcome.unreadable());
        assertTrue(outcome.moved() > 0 && outcome.moved() < 150, outcome.toString());
    }

    /// New keys have the new pepper in them; those issued before keep theirs, and management keys open as before
    /// (A.4).
    @Test
    void rotate_pepper_isTheNewKeys() {
        Agent bot = core.agent(acme, "bot");
        Environment production = core.environment(acme, "production");
        IssuedKey before = core.key(bot, production, "before");
        String management = core.issueManagementKey
                .issue(ACTOR, new DisplayName("automation"))
                .secret()
                .reveal();

        core.rotateMasterKey.rotate(ACTOR);
        IssuedKey after = core.key(bot, production, "after");

        assertEquals(1, before.key().secret().pepperNumber());
        assertEquals(2, after.key().secret().pepperNumber());
        assertEquals(
                after.key().secret().digest(),
                new KeyDigester(core.ring.peppers().getFirst())
                        .digest(after.secret().reveal()));
        assertTrue(core.managementAuthenticator.authenticate(management).isPresent());
    }

    /// A generation that something needs is not retired, and the refusal says what.
    @Test
    void retire_inUse_isRefused() {
        Agent bot = core.agent(acme, "bot");
        IssuedKey key = core.key(bot, core.environment(acme, "production"), "k");
        ProviderKey unused = core.providerKey(acme, "MY_API", "value-of-the-provider-key");
        assertEquals(
                Set.of("generation"),
                fields(refused(ProblemCode.MASTER_KEY_IN_USE, () -> core.retireMasterKey.retire(ACTOR, 1))));
        core.rotateMasterKey.rotate(ACTOR);

        assertEquals(
                Set.of("providerKeys", "apiKeys"),
                fields(refused(ProblemCode.MASTER_KEY_IN_USE, () -> core.retireMasterKey.retire(ACTOR, 1))));

        core.reencryptProviderKeys.run();
        core.revokeKey.revoke(ACTOR, acme.id(), key.key().id());
        Written written = new Written(core.store);
        core.retireMasterKey.retire(ACTOR, 1);
        assertEquals(AuditAction.MASTER_KEY_RETIRED, written.event().action());
        assertEquals(
                AuditChanges.removed(Map.of("generation", "1")), written.event().changes());

        assertEquals(Set.of(2), core.masterKeyHome.read().generations());
        assertEquals(1, core.ring.peppers().size());
        assertEquals(1, status().generations().size());
        refused(ProblemCode.RESOURCE_NOT_FOUND, () -> core.retireMasterKey.retire(ACTOR, 1));
        assertTrue(core.masterKeyCheck.claim(core.masterKeyHome.read()).isPresent());
    }

    /// A rotation that ended before the database knew of it is carried on with the generation it left.
    @Test
    void rotate_leftHalfDone_isCarriedOn() {
        MasterKey left = MasterKey.generate(core.randomness);
        core.masterKeyHome.write(core.masterKeyHome.read().with(2, left));

        core.rotateMasterKey.rotate(ACTOR);

        assertEquals(left.checkValue(), core.ring.newest().key().checkValue());
    }

    /// At whatever access the store breaks off before the commit, nothing was changed in it; after that it is done.
    @Test
    void rotate_storeBreaksOff_isWholeOrNot() {
        int accesses = 0;
        boolean isDone = false;
        for (int number = 1; !isDone; number++) {
            Written written = new Written(core.store);
            core.store.failAtCall(number);
            try {
                assertEquals(2, core.rotateMasterKey.rotate(ACTOR).value());
                isDone = true;
            } catch (StoreException expected) {
                written.assertNothing();
                accesses++;
            }
        }
        core.store.failAtCall(0);
        core.masterKeyRotation.follow(core.masterKeyHome.read());
        core.masterKeyRotation.advance();

        assertTrue(accesses >= 4, "begin, read, write, commit");
        assertEquals(2, core.ring.active());
    }

    /// A keyset that the server was only given is not changed.
    @Test
    void rotate_notWritable_isRefused() {
        core.masterKeyHome.writable(false);

        refused(ProblemCode.MASTER_KEY_FIXED, () -> core.rotateMasterKey.rotate(ACTOR));
    }

    /// It is for the whole installation: an actor of one organization may not even look.
    @Test
    void confinedActor_mayNothing() {
        Actor confined = CoreFixture.confinedTo(acme.id());

        refused(ProblemCode.PERMISSION_DENIED, () -> core.rotateMasterKey.rotate(confined));
        refused(ProblemCode.PERMISSION_DENIED, () -> core.rotateMasterKey.status(confined));
        refused(ProblemCode.PERMISSION_DENIED, () -> core.retireMasterKey.retire(confined, 1));
    }

    /// Nothing of a master key is stored or written down.
    @Test
    void rotate_writesNoSecret() {
        core.rotateMasterKey.rotate(ACTOR);
        String stored = core.store.backup() + " " + status();
        for (String line : core.masterKeyHome.read().export().reveal().split("\n", -1)) {
            assertFalse(stored.contains(line.substring(line.lastIndexOf(':') + 1)));
        }
    }
}
