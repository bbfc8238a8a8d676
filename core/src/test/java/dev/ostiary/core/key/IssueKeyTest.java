package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key is issued for what exists, its secret shown once and kept nowhere (S0.10, S0.11, S3.14, S3.18, S4.5, S4.6,
/// S4.9).
final class IssueKeyTest {
    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");
    private final KeyBinding bound = new KeyBinding.AgentInEnvironment(support.id(), production.id());

    @BeforeEach
    void deploy() {
        Deployment first = core.deployment(support, production);
        assertEquals(1, first.revision());
    }

    @AfterEach
    void close() {
        core.close();
    }

    private IssuedKey issue(String name, KeyBinding binding, Expiry expiry) {
        return core.issueKey
                .issue(Actor.system(), acme.id(), new NewKey(new DisplayName(name), binding, expiry))
                .value();
    }

    private void assertRefused(ProblemCode code, String name, KeyBinding binding, Expiry expiry) {
        Written written = new Written(core.store);
        assertEquals(
                code,
                assertThrows(RefusedException.class, () -> issue(name, binding, expiry))
                        .code());
        written.assertNothing();
    }

    /// What is answered is what is stored, under the digest and mask of the secret, which is in the answer alone.
    @Test
    void issue_answersWhatIsStored() {
        IssuedKey issued = issue("CI", bound, new Expiry.Default());
        ApiKey key = issued.key();
        String secret = issued.secret().reveal();

        assertTrue(KeyFormat.isIssued(secret, KeyType.SECRET));
        assertTrue(KeyFormat.isIssued(key.publicId(), KeyType.PUBLIC));
        assertEquals(StoredSecret.of(issued.secret(), core.pepper), key.secret());
        assertEquals(acme.id(), key.organization());
        assertEquals(new DisplayName("CI"), key.name());
        assertEquals(bound, key.binding());
        assertEquals(new Stamp(core.clock.instant(), "system"), key.created());
        assertEquals(key.created(), key.changed());
        assertEquals(KeyStatus.ACTIVE, key.status(core.clock.instant()));
        assertEquals(Optional.of(key), core.store.keys().find(acme.id(), key.id()));
    }

    /// The trail names the key, what it opens and when it ends, and nothing of its secret.
    @Test
    void issue_isWrittenDown() {
        Written written = new Written(core.store);
        ApiKey key = issue("CI", bound, new Expiry.Default()).key();

        assertEquals(key.id().value(), written.event().subject().id());
        assertEquals(
                Map.of(
                        "name",
                        "CI",
                        "binding",
                        support.id() + " in " + production.id(),
                        "expiresAt",
                        key.expiresAt().orElseThrow().toString()),
                written.event().changes().after());
        Change change = written.changes().getLast();
        assertEquals(List.of(new Change(change.seq(), Change.Kind.KEY, key.id().value())), written.changes());
    }

    /// It lives for 90 days, until the instant asked for, or for ever.
    @Test
    void issue_expiry_isAsAskedFor() {
        Instant now = core.clock.instant();
        Instant end = now.plusSeconds(60);

        assertEquals(
                Optional.of(now.plus(Expiry.DEFAULT_LIFE)),
                issue("default", bound, new Expiry.Default()).key().expiresAt());
        assertEquals(
                Optional.of(end), issue("at", bound, new Expiry.At(end)).key().expiresAt());
        Written written = new Written(core.store);
        assertEquals(
                Optional.empty(),
                issue("never", bound, new Expiry.Never()).key().expiresAt());
        assertEquals("never", written.event().changes().after().get("expiresAt"));
    }

    /// A date in the past is refused (S0.9).
    @Test
    void issue_expiryNotInTheFuture_isRefused() {
        assertRefused(ProblemCode.REQUEST_INVALID, "CI", bound, new Expiry.At(core.clock.instant()));
    }

    /// A key for the whole organization names no agent.
    @Test
    void issue_wholeOrganization_isWrittenDownAsSuch() {
        Written written = new Written(core.store);
        issue("CI", new KeyBinding.WholeOrganization(), new Expiry.Default());

        assertEquals("organization", written.event().changes().after().get("binding"));
    }

    /// No two keys have the same identifier, public id or secret.
    @Test
    void issue_again_isAnotherKey() {
        IssuedKey one = issue("one", bound, new Expiry.Default());
        IssuedKey two = issue("two", bound, new Expiry.Default());

        assertNotEquals(one.key().id(), two.key().id());
        assertNotEquals(one.key().publicId(), two.key().publicId());
        assertNotEquals(one.secret(), two.secret());
    }

    /// A name is one live key's at a time, and free when that is revoked or deleted (A.7).
    @Test
    void issue_nameTaken_isRefusedUntilFree() {
        ApiKey first = issue("CI", bound, new Expiry.Default()).key();
        assertRefused(ProblemCode.KEY_NAME_TAKEN, "CI", new KeyBinding.WholeOrganization(), new Expiry.Never());

        core.revokeKey.revoke(Actor.system(), acme.id(), first.id());
        ApiKey second = issue("CI", bound, new Expiry.Default()).key();
        core.deleteKey.delete(Actor.system(), acme.id(), second.id());
        issue("CI", bound, new Expiry.Default());
    }

    /// What a key is to be for must exist, in this organization.
    @Test
    void issue_unknownTarget_isNotFound() {
        Organization globex = core.organization("globex");
        Environment theirEnvironment = core.environment(globex, "production");
        Agent theirAgent = core.agent(globex, "support");
        Environment deletedEnvironment = core.environment(acme, "deleted");
        core.deleteEnvironment.delete(Actor.system(), acme.id(), deletedEnvironment.id());
        Agent deletedAgent = core.agent(acme, "deleted");
        core.deleteAgent.delete(Actor.system(), acme.id(), deletedAgent.id());

        for (KeyBinding binding : List.of(
                new KeyBinding.AgentInEnvironment(theirAgent.id(), production.id()),
                new KeyBinding.AgentInEnvironment(support.id(), theirEnvironment.id()),
                new KeyBinding.AgentInEnvironment(theirAgent.id(), theirEnvironment.id()),
                new KeyBinding.AgentInEnvironment(deletedAgent.id(), production.id()),
                new KeyBinding.AgentInEnvironment(support.id(), deletedEnvironment.id()))) {
            assertRefused(ProblemCode.RESOURCE_NOT_FOUND, "CI", binding, new Expiry.Default());
        }
    }

    /// Nothing is issued in an organization that was deleted.
    @Test
    void issue_deletedOrganization_isNotFound() {
        Organization gone = core.organization("gone");
        core.deleteOrganization.delete(Actor.system(), gone.id());

        RefusedException refused = assertThrows(
                RefusedException.class, () -> core.key(gone.id(), new KeyBinding.WholeOrganization(), "CI"));
        assertEquals(ProblemCode.RESOURCE_NOT_FOUND, refused.code());
    }
}
