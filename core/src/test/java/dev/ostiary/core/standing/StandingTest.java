package dev.ostiary.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Proof;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.SessionId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.management.IssuedManagementKey;
import dev.ostiary.core.management.NewManagementKey;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.PeopleFixture;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.passkey.NewCredential;
import dev.ostiary.core.passkey.Passkeys;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.Session;
import dev.ostiary.core.signin.SessionStore;
import dev.ostiary.core.signin.Sessions;
import dev.ostiary.core.signin.SignInMethod;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What an actor may do is what it may do when the change is done, whatever it was when the request began (W06, I04).
final class StandingTest {
    private final CoreFixture core = new CoreFixture();
    private final PeopleFixture people = core.people;
    private final OrganizationId acme = core.organization("acme").id();
    private final Member owner = people.member("owner", acme, Role.OWNER);
    private final Member admin = people.member("admin", acme, Role.ADMIN);
    private final SessionStore sessions = core.store.signIn().sessions();
    private final InstallationTrail trail = new InstallationTrail(core.store.audit(), core.randomness, core.clock);
    private final Sessions signing =
            new Sessions(core.transactions, sessions, core.store.accounts(), trail, core.randomness);

    @AfterEach
    void close() {
        core.close();
    }

    private Session session(Account account) {
        Session session = new Session(
                SessionId.create(core.randomness, core.clock.instant()),
                account.id(),
                LinkToken.generate(core.randomness).hash(),
                SignInMethod.PASSWORD,
                core.clock.instant(),
                core.clock.instant(),
                "192.0.2.1",
                "browser");
        sessions.insert(session);
        return session;
    }

    private Actor by(Session session, Account account) {
        return people.actor(account).by(new Proof.OfSession(session.id(), account.id()));
    }

    private IssuedManagementKey key(Actor maker) {
        return people.createManagementKey
                .create(
                        maker,
                        new NewManagementKey(
                                new DisplayName("automation"),
                                Optional.of(acme),
                                Set.of(Permission.PROJECTS_EDIT, Permission.MANAGEMENT_KEYS_MANAGE),
                                new Expiry.Default()))
                .value();
    }

    private Actor by(IssuedManagementKey key) {
        return core.managementAuthenticator.authenticate(key.secret().reveal()).orElseThrow();
    }

    /// Lets the actor begin, its right end, and the change come after that.
    private void refusedAfter(ProblemCode code, Actor begun, Runnable end) {
        end.run();
        refused(code, () -> core.createProject.create(begun, acme, new Slug("late"), new DisplayName("Late")));
    }

    private void refused(ProblemCode code, Executable late) {
        Object before = core.store.backup();
        assertEquals(code, assertThrows(RefusedException.class, late).code());
        assertEquals(before, core.store.backup());
    }

    /// Who was removed sees the organization no more.
    @Test
    void change_afterRemoval_isRefused() {
        Actor begun = by(session(admin.account()), admin.account());
        refusedAfter(
                ProblemCode.RESOURCE_NOT_FOUND,
                begun,
                () -> people.remove.remove(
                        people.actor(owner), acme, admin.account().id()));
    }

    /// Nobody changes anything in an organization that was deleted.
    @Test
    void change_afterEndOfOrganization_isRefused() {
        Project project = core.createProject
                .create(people.actor(owner), acme, new Slug("early"), new DisplayName("Early"))
                .value();
        Actor begun = by(session(admin.account()), admin.account());
        var _ = core.deleteOrganization.delete(people.actor(owner), acme);
        refused(
                ProblemCode.RESOURCE_NOT_FOUND,
                () -> core.renameProject.rename(begun, acme, project.id(), new DisplayName("Late")));
    }

    /// Who has a lesser role may do what it lets one do.
    @Test
    void change_afterDemotion_isRefused() {
        Actor begun = by(session(admin.account()), admin.account());
        refusedAfter(
                ProblemCode.PERMISSION_DENIED,
                begun,
                () -> people.changeRole.change(
                        people.actor(owner), acme, admin.account().id(), Role.VIEWER));
    }

    /// A session that ended opens nothing more, and neither does one that has grown old meanwhile.
    @Test
    void change_afterEndOfSession_isRefused() {
        Session session = session(admin.account());
        Actor begun = by(session, admin.account());
        refusedAfter(ProblemCode.SESSION_ENDED, begun, () -> signing.signOut(begun, session));

        Actor idle = by(session(admin.account()), admin.account());
        refusedAfter(ProblemCode.SESSION_ENDED, idle, () -> core.clock.advance(Session.IDLE));
    }

    /// A disabled account does nothing, whether its session is still there or not.
    @Test
    void change_afterDisabling_isRefused() {
        Actor begun = by(session(admin.account()), admin.account());
        Account account = admin.account();
        refusedAfter(
                ProblemCode.SESSION_ENDED,
                begun,
                () -> core.store
                        .accounts()
                        .update(new Account(
                                account.id(),
                                account.email(),
                                account.name(),
                                false,
                                account.createdAt(),
                                Optional.of(core.clock.instant()))));
    }

    /// A revoked key does nothing, nor do those that hang on it, nor may it leave one behind.
    @Test
    void change_afterRevocation_isRefused() {
        IssuedManagementKey parent = key(people.actor(owner));
        IssuedManagementKey child = key(by(parent));
        Actor byParent = by(parent);
        Actor byChild = by(child);
        refusedAfter(
                ProblemCode.CREDENTIAL_INVALID,
                byChild,
                () -> people.revokeManagementKey.revoke(
                        people.actor(owner), Optional.of(acme), parent.key().id()));
        refused(ProblemCode.CREDENTIAL_INVALID, () -> key(byParent));
    }

    /// A key whose parent was revoked opens nothing, even if its own end was missed.
    @Test
    void authenticate_parentRevoked_isRefused() {
        IssuedManagementKey parent = key(people.actor(owner));
        IssuedManagementKey child = key(by(parent));
        core.store.managementKeys().update(parent.key().revoked(core.clock.instant()));

        assertEquals(
                Optional.empty(),
                core.managementAuthenticator.authenticate(child.secret().reveal()));
    }

    /// A key is never more than its maker is at the moment of the change.
    @Test
    void change_afterMakersRemoval_isRefused() {
        Actor begun = by(key(people.actor(admin)));
        core.store.members().delete(acme, admin.account().id());
        refused(
                ProblemCode.CREDENTIAL_INVALID,
                () -> core.createProject.create(begun, acme, new Slug("late"), new DisplayName("Late")));
    }

    /// Nobody is left with a new way in by a session that has ended.
    @Test
    void addPasskey_afterEndOfSession_isRefused() {
        Passkeys passkeys = new Passkeys(
                core.transactions,
                core.store.signIn().passkeys(),
                core.store.signIn().passwords(),
                core.store.signIn().identities(),
                core.store.accounts(),
                signing,
                trail,
                core.randomness);
        Session session = session(admin.account());
        Actor begun = by(session, admin.account()).from(new AuditSource("192.0.2.1", "request", "browser"));
        signing.signOut(begun, session);
        refused(
                ProblemCode.SESSION_ENDED,
                () -> passkeys.add(begun, session, new DisplayName("laptop"), new NewCredential("a", "b", 0, true)));
    }

    /// Who ends the own right does so: the end is no hindrance to itself.
    @Test
    void end_ofOneself_isDone() {
        Session session = session(admin.account());
        signing.signOut(by(session, admin.account()), session);
        assertEquals(Optional.empty(), sessions.find(session.id()));

        Actor leaving = by(session(admin.account()), admin.account());
        people.remove.remove(leaving, acme, admin.account().id());
        assertEquals(
                Optional.empty(),
                core.store.members().find(acme, admin.account().id()));

        IssuedManagementKey key = key(people.actor(owner));
        people.revokeManagementKey.revoke(by(key), Optional.of(acme), key.key().id());
        assertEquals(
                Optional.empty(),
                core.managementAuthenticator.authenticate(key.secret().reveal()));
    }
}
