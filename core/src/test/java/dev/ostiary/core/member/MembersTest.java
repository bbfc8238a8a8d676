package dev.ostiary.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.PeopleFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Who becomes a member, in which role, and who decides that (S4.13, I04).
final class MembersTest {
    private static final EmailAddress NEW = new EmailAddress("new@example.com");

    private final CoreFixture core = new CoreFixture();
    private final PeopleFixture people = core.people;
    private final OrganizationId acme = core.organization("acme").id();
    private final OrganizationId globex = core.organization("globex").id();
    private final Member owner = people.member("owner", acme, Role.OWNER);
    private final Member admin = people.member("admin", acme, Role.ADMIN);
    private final Member viewer = people.member("viewer", acme, Role.VIEWER);

    @AfterEach
    void close() {
        core.close();
    }

    private void refused(ProblemCode code, Executable work) {
        Written written = new Written(core.store);
        assertEquals(code, assertThrows(RefusedException.class, work).code());
        written.assertNothing();
    }

    private String invited(Role role) {
        return people.invite
                .invite(people.actor(owner), acme, NEW, role)
                .value()
                .token()
                .reveal();
    }

    private Optional<Role> role(Account account) {
        return core.store.members().find(acme, account.id()).map(Member::role);
    }

    /// The link of an invitation makes the invited person a member, once.
    @Test
    void accept_makesAMember() {
        String token = invited(Role.DEVELOPER);
        Account invited = people.account("new");
        assertEquals(Optional.of(NEW), people.accept.find(token).map(Invitation::email));

        Member member = people.accept.accept(people.actor(invited), token).value();

        assertEquals(Role.DEVELOPER, member.role());
        assertTrue(people.actor(invited).grants().may(Permission.KEYS_ISSUE, acme));
        assertFalse(people.actor(invited).maySee(globex));
        assertEquals(Optional.empty(), people.accept.find(token));
        refused(ProblemCode.RESOURCE_NOT_FOUND, () -> people.accept.accept(people.actor(invited), token));
    }

    /// Whoever else gets hold of the link becomes nothing by it.
    @Test
    void accept_byAnother_isRefused() {
        String token = invited(Role.OWNER);
        Account other = people.account("other");

        refused(ProblemCode.INVITATION_FOR_ANOTHER, () -> people.accept.accept(people.actor(other), token));
        refused(ProblemCode.RESOURCE_NOT_FOUND, () -> people.accept.accept(Actor.system(), token));
    }

    /// From the very instant of its end the link is worth nothing, and nor is one that was replaced or taken back.
    @Test
    void accept_endedLink_isNotFound() {
        String replaced = invited(Role.VIEWER);
        String late = invited(Role.VIEWER);
        Actor person = people.actor(people.account("new"));
        refused(ProblemCode.RESOURCE_NOT_FOUND, () -> people.accept.accept(person, replaced));

        core.clock.advance(InviteMember.LIFE);

        refused(ProblemCode.RESOURCE_NOT_FOUND, () -> people.accept.accept(person, late));
        assertEquals(Optional.empty(), people.accept.find(late));
        NewInvitation revoked = people.invite
                .invite(people.actor(owner), acme, NEW, Role.VIEWER)
                .value();
        people.revokeInvitation.revoke(
                people.actor(admin), acme, revoked.invitation().id());
        refused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> people.accept.accept(person, revoked.token().reveal()));
    }

    /// The moment before its end a link still lets in.
    @Test
    void accept_lastMoment_works() {
        String token = invited(Role.VIEWER);
        Actor person = people.actor(people.account("new"));
        core.clock.advance(InviteMember.LIFE.minus(Duration.ofMillis(1)));

        assertEquals(Role.VIEWER, people.accept.accept(person, token).value().role());
    }

    /// The token is in the answer alone.
    @Test
    void invite_tokenIsNowhere() {
        String token = invited(Role.VIEWER);

        assertFalse((core.store.backup() + " ").contains(token.substring(0, 12)));
    }

    /// Who is a member already is not invited again.
    @Test
    void invite_member_isRefused() {
        refused(
                ProblemCode.MEMBER_EXISTS,
                () -> people.invite.invite(
                        people.actor(owner), acme, viewer.account().email(), Role.ADMIN));
    }

    /// Nobody makes anybody more than oneself, nor less who is more.
    @Test
    void role_widerThanOnesOwn_isDenied() {
        Actor actor = people.actor(admin);

        refused(ProblemCode.PERMISSION_DENIED, () -> people.invite.invite(actor, acme, NEW, Role.OWNER));
        refused(
                ProblemCode.PERMISSION_DENIED,
                () -> people.changeRole.change(actor, acme, viewer.account().id(), Role.OWNER));
        refused(
                ProblemCode.PERMISSION_DENIED,
                () -> people.changeRole.change(actor, acme, admin.account().id(), Role.OWNER));
        refused(
                ProblemCode.PERMISSION_DENIED,
                () -> people.changeRole.change(actor, acme, owner.account().id(), Role.VIEWER));
        refused(
                ProblemCode.PERMISSION_DENIED,
                () -> people.remove.remove(actor, acme, owner.account().id()));
    }

    /// What the last owner is cannot be taken, by anybody.
    @Test
    void lastOwner_stays() {
        Actor actor = people.actor(owner);
        refused(
                ProblemCode.LAST_OWNER,
                () -> people.changeRole.change(actor, acme, owner.account().id(), Role.ADMIN));
        refused(
                ProblemCode.LAST_OWNER,
                () -> people.remove.remove(Actor.system(), acme, owner.account().id()));

        people.changeRole.change(actor, acme, viewer.account().id(), Role.OWNER);

        people.remove.remove(actor, acme, owner.account().id());
        assertEquals(Optional.empty(), role(owner.account()));
        assertEquals(Optional.of(Role.OWNER), role(viewer.account()));
    }

    /// An owner whose account is disabled is none to rely on.
    @Test
    void lastOwner_disabledOnesDoNotCount() {
        Member second = people.member("second", acme, Role.OWNER);
        Account account = second.account();
        core.store
                .accounts()
                .update(new Account(
                        account.id(),
                        account.email(),
                        account.name(),
                        false,
                        account.createdAt(),
                        Optional.of(core.clock.instant())));

        refused(
                ProblemCode.LAST_OWNER,
                () -> people.remove.remove(Actor.system(), acme, owner.account().id()));
        assertEquals(
                account.id(),
                people.remove
                        .remove(Actor.system(), acme, account.id())
                        .value()
                        .account()
                        .id());
    }

    /// A lost role and a removal hold from the next question on; a disabled account is nobody.
    @Test
    void actor_isReadAnew() {
        Account account = admin.account();
        assertTrue(people.actor(account).grants().may(Permission.MEMBERS_MANAGE, acme));

        people.changeRole.change(people.actor(owner), acme, account.id(), Role.VIEWER);
        assertFalse(people.actor(account).grants().may(Permission.MEMBERS_MANAGE, acme));
        assertTrue(people.actor(account).maySee(acme));

        people.remove.remove(people.actor(owner), acme, account.id());
        assertFalse(people.actor(account).maySee(acme));

        core.store
                .accounts()
                .update(new Account(
                        account.id(),
                        account.email(),
                        account.name(),
                        true,
                        account.createdAt(),
                        Optional.of(core.clock.instant())));
        assertEquals(Optional.empty(), core.personActors.find(account.id()));
    }

    /// The test keys of one who may not try agents any more, or is gone, end with that; others' stay.
    @Test
    void testKeys_endWithTheRight() {
        Organization organization = core.store.organizations().find(acme).orElseThrow();
        Agent bot = core.agent(organization, "bot");
        Environment production = core.environment(organization, "production");
        Deployment unused = core.deployment(bot, production);
        KeyBinding.AgentInEnvironment binding = new KeyBinding.AgentInEnvironment(bot.id(), production.id());
        for (Member tester : List.of(owner, admin)) {
            assertTrue(core.issueTestKey
                    .issue(people.actor(tester), acme, binding)
                    .value()
                    .isPresent());
        }

        people.changeRole.change(people.actor(owner), acme, admin.account().id(), Role.DEVELOPER);
        assertEquals(1, testKeys(admin));
        people.changeRole.change(people.actor(owner), acme, admin.account().id(), Role.VIEWER);
        assertEquals(0, testKeys(admin));

        people.changeRole.change(people.actor(owner), acme, admin.account().id(), Role.OWNER);
        people.remove.remove(people.actor(admin), acme, owner.account().id());
        assertEquals(0, testKeys(owner));
    }

    private int testKeys(Member holder) {
        return core.store.testKeys().listOf(acme, holder.account().id().value()).size();
    }
}
