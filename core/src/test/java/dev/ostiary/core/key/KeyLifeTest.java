package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A key's life after it was issued: renamed, switched off and on, revoked, deleted (A.7, A.11, S3.20, S2.11, S4.10).
final class KeyLifeTest {
    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Agent support = core.agent(acme, "support");
    private final ApiKey key = core.key(support, production, "CI").key();
    private final ApiKey other = core.key(support, production, "other").key();

    @BeforeEach
    void letTimePass() {
        core.clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        core.close();
    }

    private Recorded<ApiKey> rename(KeyId id, String name) {
        return core.editKey.edit(Actor.system(), acme.id(), id, KeyEdit.rename(new DisplayName(name)));
    }

    private Recorded<ApiKey> disable(KeyId id) {
        return core.disableKey.disable(Actor.system(), acme.id(), id);
    }

    private Recorded<ApiKey> enable(KeyId id) {
        return core.enableKey.enable(Actor.system(), acme.id(), id);
    }

    private Recorded<ApiKey> revoke(KeyId id) {
        return core.revokeKey.revoke(Actor.system(), acme.id(), id);
    }

    private Recorded<ApiKey> delete(KeyId id) {
        return core.deleteKey.delete(Actor.system(), acme.id(), id);
    }

    private Optional<ApiKey> stored(ApiKey of) {
        return core.store.keys().find(acme.id(), of.id());
    }

    private Stamp now() {
        return new Stamp(core.clock.instant(), "system");
    }

    private static AuditChanges state(String before, String after) {
        return new AuditChanges(Map.of("state", before), Map.of("state", after));
    }

    private void assertWritten(Written written, AuditChanges changes) {
        assertEquals(key.id().value(), written.event().subject().id());
        assertEquals(changes, written.event().changes());
        assertEquals(
                List.of(key.id().value()),
                written.changes().stream().map(Change::subject).toList());
    }

    /// A second time changes nothing, is not written down, and answers the same (idempotence).
    private void assertAgainChangesNothing(ApiKey after, Supplier<Recorded<ApiKey>> again) {
        Written written = new Written(core.store);
        core.clock.advance(Duration.ofHours(1));

        assertEquals(after, again.get().value());
        written.assertNothing();
    }

    private void assertRefused(ProblemCode code, Supplier<Recorded<ApiKey>> operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation::get).code());
        written.assertNothing();
    }

    /// A new name, and nothing else new; both names stand in the trail.
    @Test
    void rename_changesTheNameOnly() {
        Written written = new Written(core.store);
        ApiKey after = rename(key.id(), "CD").value();

        assertEquals(key.edited(new DisplayName("CD"), key.labels(), key.restrictions(), now()), after);
        assertEquals(Optional.of(after), stored(key));
        assertWritten(written, new AuditChanges(Map.of("name", "CI"), Map.of("name", "CD")));
        assertAgainChangesNothing(after, () -> rename(key.id(), "CD"));
    }

    /// Another live key's name is refused; a revoked one's is free.
    @Test
    void rename_nameTaken_isRefused() {
        assertRefused(ProblemCode.KEY_NAME_TAKEN, () -> rename(key.id(), "other"));

        revoke(other.id());
        assertEquals("other", rename(key.id(), "other").value().name().value());
    }

    /// Off and on again, each written down once, everything else as it was.
    @Test
    void disableAndEnable_leaveTheRest() {
        Written disabling = new Written(core.store);
        ApiKey disabled = disable(key.id()).value();
        assertEquals(KeyStatus.DISABLED, disabled.status(core.clock.instant()));
        assertEquals(Optional.of(disabled), stored(key));
        assertWritten(disabling, state("enabled", "disabled"));
        assertAgainChangesNothing(disabled, () -> disable(key.id()));

        Written enabling = new Written(core.store);
        ApiKey enabled = enable(key.id()).value();
        assertEquals(key.enabled(now()), enabled);
        assertEquals(Optional.of(enabled), stored(key));
        assertWritten(enabling, state("disabled", "enabled"));
        assertAgainChangesNothing(enabled, () -> enable(key.id()));
    }

    /// Revoked is for good: it cannot be switched off or on, and revoking again keeps the first time.
    @Test
    void revoke_isForGood() {
        Written written = new Written(core.store);
        ApiKey revoked = revoke(key.id()).value();

        assertEquals(key.revoked(now()), revoked);
        assertEquals(Optional.of(revoked), stored(key));
        assertWritten(written, state("enabled", "revoked"));
        assertAgainChangesNothing(revoked, () -> revoke(key.id()));
        assertRefused(ProblemCode.KEY_REVOKED, () -> disable(key.id()));
        assertRefused(ProblemCode.KEY_REVOKED, () -> enable(key.id()));
    }

    /// A disabled or expired key can be revoked too.
    @Test
    void revoke_disabledOrExpired_isRevoked() {
        disable(key.id());
        core.clock.advance(Expiry.DEFAULT_LIFE);

        assertEquals(KeyStatus.REVOKED, revoke(key.id()).value().status(core.clock.instant()));
        assertEquals(KeyStatus.REVOKED, revoke(other.id()).value().status(core.clock.instant()));
    }

    /// Revoking or deleting one key leaves the others alone (S4.10).
    @Test
    void end_leavesOthersAlone() {
        revoke(key.id());
        assertEquals(Optional.of(other), stored(other));
        delete(key.id());
        assertEquals(Optional.of(other), stored(other));
    }

    /// A deleted key is gone for every operation, and its name is free.
    @Test
    void delete_hides() {
        Written written = new Written(core.store);
        ApiKey deleted = delete(key.id()).value();

        assertEquals(key.deleted(now()), deleted);
        assertEquals(Optional.empty(), stored(key));
        assertWritten(written, state("enabled", "deleted"));
        for (Supplier<Recorded<ApiKey>> operation : List.<Supplier<Recorded<ApiKey>>>of(
                () -> rename(key.id(), "CD"),
                () -> disable(key.id()),
                () -> enable(key.id()),
                () -> revoke(key.id()),
                () -> delete(key.id()))) {
            assertRefused(ProblemCode.RESOURCE_NOT_FOUND, operation);
        }
        core.key(support, production, "CI");
    }
}
