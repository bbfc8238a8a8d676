package dev.ostiary.core.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.PeopleFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// A management key is never more than who made it, neither when it is made nor whenever it is used (I04, S4.13).
final class MadeManagementKeyTest {
    private final CoreFixture core = new CoreFixture();
    private final PeopleFixture people = core.people;
    private final OrganizationId acme = core.organization("acme").id();
    private final Member owner = people.member("owner", acme, Role.OWNER);
    private final Member admin = people.member("admin", acme, Role.ADMIN);

    @AfterEach
    void close() {
        core.close();
    }

    private NewManagementKey request(Permission... permissions) {
        return new NewManagementKey(
                new DisplayName("automation"), Optional.of(acme), Set.of(permissions), new Expiry.Default());
    }

    private IssuedManagementKey create(Actor actor, NewManagementKey request) {
        return people.createManagementKey.create(actor, request).value();
    }

    private Optional<Actor> authenticate(IssuedManagementKey key) {
        return core.managementAuthenticator.authenticate(key.secret().reveal());
    }

    private void refused(ProblemCode code, Executable work) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, work).code());
        written.assertNothing();
    }

    /// It may what it was made for, where it was made for, and its use is noted to the minute.
    @Test
    void made_mayWhatItIsFor() {
        IssuedManagementKey key = create(people.actor(admin), request(Permission.KEYS_READ));
        Actor actor = authenticate(key).orElseThrow();

        assertEquals(Set.of(Permission.KEYS_READ), actor.grants().in(acme));
        assertEquals(Optional.of(acme), actor.confinedTo());
        assertEquals(Optional.of(core.clock.instant()), lastUsed(key));
        Instant first = core.clock.instant();
        core.clock.advance(Duration.ofMinutes(1));
        assertTrue(authenticate(key).isPresent());
        assertEquals(Optional.of(first), lastUsed(key));
        core.clock.advance(Duration.ofMillis(1));
        assertTrue(authenticate(key).isPresent());
        assertEquals(Optional.of(core.clock.instant()), lastUsed(key));
    }

    private Optional<Instant> lastUsed(IssuedManagementKey key) {
        return core.store.managementKeys().find(key.key().id()).orElseThrow().lastUsedAt();
    }

    /// What a key made, and what that made, ends with it: whoever had stolen it keeps nothing (I04).
    @Test
    void revoked_endsWhatItMade() {
        IssuedManagementKey parent = create(people.actor(owner), request(Permission.MANAGEMENT_KEYS_MANAGE));
        IssuedManagementKey child =
                create(authenticate(parent).orElseThrow(), request(Permission.MANAGEMENT_KEYS_MANAGE));
        IssuedManagementKey grandchild =
                create(authenticate(child).orElseThrow(), request(Permission.MANAGEMENT_KEYS_MANAGE));
        IssuedManagementKey other = create(people.actor(owner), request(Permission.KEYS_READ));

        people.revokeManagementKey.revoke(
                people.actor(owner), Optional.of(acme), parent.key().id());

        assertTrue(authenticate(child).isEmpty());
        assertTrue(authenticate(grandchild).isEmpty());
        assertTrue(authenticate(other).isPresent());
    }

    /// A key that is given no end ends when the one that makes it does, if that is earlier.
    @Test
    void made_byAKey_endsNoLaterThanThat() {
        IssuedManagementKey parent = create(people.actor(owner), request(Permission.MANAGEMENT_KEYS_MANAGE));
        core.clock.advance(Duration.ofDays(1));

        IssuedManagementKey child =
                create(authenticate(parent).orElseThrow(), request(Permission.MANAGEMENT_KEYS_MANAGE));

        assertEquals(parent.key().expiresAt(), child.key().expiresAt());
    }

    /// Nobody makes a key for what one may not do, nor for the installation, nor elsewhere.
    @Test
    void create_widerThanTheMaker_isRefused() {
        Actor actor = people.actor(admin);
        OrganizationId globex = core.organization("globex").id();

        refused(ProblemCode.PERMISSION_DENIED, () -> create(actor, request(Permission.ORGANIZATION_DELETE)));
        refused(
                ProblemCode.REQUEST_INVALID,
                () -> create(people.actor(owner), request(Permission.INSTALLATION_MANAGE)));
        refused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> create(
                        actor,
                        new NewManagementKey(
                                new DisplayName("x"),
                                Optional.of(globex),
                                Set.of(Permission.KEYS_READ),
                                new Expiry.Default())));
        refused(
                ProblemCode.PERMISSION_DENIED,
                () -> create(
                        actor,
                        new NewManagementKey(
                                new DisplayName("x"),
                                Optional.empty(),
                                Set.of(Permission.KEYS_READ),
                                new Expiry.Default())));
    }

    /// When its maker loses a role, the key loses with it, and gets it back with it; when the maker goes, it is
    /// dead.
    @Test
    void made_isWithinItsMaker() {
        IssuedManagementKey key = create(people.actor(admin), request(Permission.KEYS_READ, Permission.KEYS_ISSUE));

        people.changeRole.change(people.actor(owner), acme, admin.account().id(), Role.VIEWER);
        assertEquals(
                Set.of(Permission.KEYS_READ),
                authenticate(key).orElseThrow().grants().in(acme));

        people.changeRole.change(people.actor(owner), acme, admin.account().id(), Role.DEVELOPER);
        assertTrue(authenticate(key).orElseThrow().grants().may(Permission.KEYS_ISSUE, acme));

        people.remove.remove(people.actor(owner), acme, admin.account().id());
        assertEquals(Optional.empty(), authenticate(key));
    }

    /// Who comes back to an organization finds the keys ended that were made there before; those for another go on.
    @Test
    void removedMaker_comesBackWithoutKeys() {
        OrganizationId globex = core.organization("globex").id();
        Member elsewhere = people.join(admin.account(), globex, Role.ADMIN);
        IssuedManagementKey here = create(people.actor(admin), request(Permission.KEYS_READ));
        IssuedManagementKey there = create(
                people.actor(elsewhere),
                new NewManagementKey(
                        new DisplayName("there"),
                        Optional.of(globex),
                        Set.of(Permission.KEYS_READ),
                        new Expiry.Default()));

        people.remove.remove(people.actor(owner), acme, admin.account().id());
        Member back = people.join(admin.account(), acme, Role.OWNER);

        assertTrue(people.actor(back).grants().may(Permission.KEYS_READ, acme));
        assertEquals(Optional.empty(), authenticate(here));
        assertTrue(authenticate(there).isPresent());
    }

    /// A key that a key makes hangs on the same person, is no wider, and lives no longer.
    @Test
    void made_byAKey_isOnThePersonsAuthority() {
        IssuedManagementKey first =
                create(people.actor(admin), request(Permission.KEYS_READ, Permission.MANAGEMENT_KEYS_MANAGE));
        Actor automation = authenticate(first).orElseThrow();
        refused(ProblemCode.PERMISSION_DENIED, () -> create(automation, request(Permission.KEYS_ISSUE)));
        refused(
                ProblemCode.REQUEST_INVALID,
                () -> create(
                        automation,
                        new NewManagementKey(
                                new DisplayName("x"),
                                Optional.of(acme),
                                Set.of(Permission.KEYS_READ),
                                new Expiry.Never())));

        IssuedManagementKey second = create(automation, request(Permission.KEYS_READ));

        assertTrue(authenticate(second).isPresent());
        people.remove.remove(people.actor(owner), acme, admin.account().id());
        assertEquals(Optional.empty(), authenticate(second));
    }

    /// A key that was ended, or whose time is over, speaks for nobody.
    @Test
    void revoked_isRefusedAtOnce() {
        IssuedManagementKey key = create(people.actor(admin), request(Permission.KEYS_READ));
        IssuedManagementKey other = create(people.actor(admin), request(Permission.KEYS_READ));
        people.revokeManagementKey.revoke(
                people.actor(admin), Optional.of(acme), key.key().id());

        assertEquals(Optional.empty(), authenticate(key));
        assertTrue(authenticate(other).isPresent());
        core.clock.advance(Expiry.DEFAULT_LIFE);
        assertEquals(Optional.empty(), authenticate(other));
    }

    /// Its secret is in the answer alone.
    @Test
    void create_secretIsNowhere() {
        IssuedManagementKey key = create(people.actor(admin), request(Permission.KEYS_READ));

        assertFalse(
                (core.store.backup() + " " + key).contains(key.secret().reveal().substring(12, 24)));
    }

    /// With it end the test keys that were issued to it.
    @Test
    void revoked_endsItsTestKeys() {
        Organization organization = core.store.organizations().find(acme).orElseThrow();
        Agent bot = core.agent(organization, "bot");
        Environment production = core.environment(organization, "production");
        Deployment unused = core.deployment(bot, production);
        IssuedManagementKey key = create(people.actor(admin), request(Permission.TEST_KEYS_ISSUE));
        KeyId issued = core.issueTestKey
                .issue(
                        authenticate(key).orElseThrow(),
                        acme,
                        new KeyBinding.AgentInEnvironment(bot.id(), production.id()))
                .value()
                .orElseThrow()
                .key()
                .id();
        assertEquals(1, core.store.dataPlane().keys(List.of(issued)).size());

        people.revokeManagementKey.revoke(
                people.actor(admin), Optional.of(acme), key.key().id());

        assertEquals(List.of(), core.store.dataPlane().keys(List.of(issued)));
    }
}
