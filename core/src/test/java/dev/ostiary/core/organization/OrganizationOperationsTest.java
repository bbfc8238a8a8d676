package dev.ostiary.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Organizations are made and taken away by whoever runs the installation, and only empty ones go.
final class OrganizationOperationsTest {
    private static final Actor ACTOR = Actor.system();

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");

    @AfterEach
    void close() {
        core.close();
    }

    private void assertRefused(ProblemCode code, Executable operation) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, operation).code());
        written.assertNothing();
    }

    /// What was asked for is stored and written down.
    @Test
    void create_isStored() {
        Written written = new Written(core.store);
        Organization globex = core.organization("globex");

        assertEquals(Optional.of(globex), core.store.organizations().find(globex.id()));
        assertEquals(core.clock.instant(), globex.createdAt());
        assertEquals(
                Map.of("slug", "globex", "name", "globex"),
                written.event().changes().after());
        assertEquals(globex.id().value(), written.event().subject().id());
    }

    /// A slug is one organization's.
    @Test
    void create_slugTaken_isRefused() {
        assertRefused(ProblemCode.SLUG_TAKEN, () -> core.organization("acme"));
    }

    /// The gateway's client API is at `/v1`: an organization there would never be reached.
    @Test
    void create_slugOfTheClientApi_isRefused() {
        assertRefused(ProblemCode.REQUEST_INVALID, () -> core.organization("v1"));
    }

    /// It gets a new name and keeps its slug; the same name again is not written down.
    @Test
    void rename_changesTheNameOnly() {
        Written written = new Written(core.store);
        Organization renamed = core.renameOrganization
                .rename(ACTOR, acme.id(), new DisplayName("ACME"))
                .value();

        assertEquals(acme.renamed(new DisplayName("ACME")), renamed);
        assertEquals(Optional.of(renamed), core.store.organizations().find(acme.id()));
        assertEquals(Map.of("name", "ACME"), written.event().changes().after());
        Written again = new Written(core.store);
        core.renameOrganization.rename(ACTOR, acme.id(), new DisplayName("ACME"));
        again.assertNothing();
    }

    /// One with an agent stays.
    @Test
    void delete_withAgent_isRefused() {
        var agent = core.agent(acme, "support");
        assertRefused(ProblemCode.ORGANIZATION_NOT_EMPTY, () -> core.deleteOrganization.delete(ACTOR, acme.id()));

        core.deleteAgent.delete(ACTOR, acme.id(), agent.id());
        core.deleteOrganization.delete(ACTOR, acme.id());
    }

    /// One with a key that is not revoked stays, though it be disabled and expired.
    @Test
    void delete_withKey_isRefusedUntilRevoked() {
        ApiKey key =
                core.key(acme.id(), new KeyBinding.WholeOrganization(), "CI").key();
        core.disableKey.disable(ACTOR, acme.id(), key.id());
        core.clock.advance(Expiry.DEFAULT_LIFE);
        assertRefused(ProblemCode.ORGANIZATION_NOT_EMPTY, () -> core.deleteOrganization.delete(ACTOR, acme.id()));

        core.revokeKey.revoke(ACTOR, acme.id(), key.id());
        core.deleteOrganization.delete(ACTOR, acme.id());
    }

    /// What was deleted is not there, and its slug is free.
    @Test
    void delete_isNotFoundLater() {
        Written written = new Written(core.store);
        core.deleteOrganization.delete(ACTOR, acme.id());

        assertEquals(
                Map.of("slug", "acme", "name", "acme"),
                written.event().changes().before());
        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> core.deleteOrganization.delete(ACTOR, acme.id()));
        assertRefused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> core.renameOrganization.rename(ACTOR, acme.id(), new DisplayName("x")));
        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> core.agent(acme, "support"));
        assertRefused(ProblemCode.RESOURCE_NOT_FOUND, () -> core.environment(acme, "production"));
        core.organization("acme");
    }

    /// An owner may delete the organization, an admin may not (S4.13).
    @Test
    void delete_isForOwners() {
        Actor admin = core.people.actor(core.people.member("admin", acme.id(), Role.ADMIN));
        Actor owner = core.people.actor(core.people.member("owner", acme.id(), Role.OWNER));

        assertRefused(ProblemCode.PERMISSION_DENIED, () -> core.deleteOrganization.delete(admin, acme.id()));
        assertEquals(acme, core.deleteOrganization.delete(owner, acme.id()).value());
    }
}
