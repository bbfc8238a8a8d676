package dev.ostiary.core.memory;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.management.CreateManagementKey;
import dev.ostiary.core.management.RevokeManagementKey;
import dev.ostiary.core.member.AcceptInvitation;
import dev.ostiary.core.member.ChangeRole;
import dev.ostiary.core.member.InviteMember;
import dev.ostiary.core.member.InviterRights;
import dev.ostiary.core.member.Member;
import dev.ostiary.core.member.RemoveMember;
import dev.ostiary.core.member.RevokeInvitation;
import java.util.Optional;

/// What people do to one another's authority, and people to do it.
public final class PeopleFixture {
    private final CoreFixture core;

    public final InviteMember invite;
    public final RevokeInvitation revokeInvitation;
    public final AcceptInvitation accept;
    public final ChangeRole changeRole;
    public final RemoveMember remove;
    public final CreateManagementKey createManagementKey;
    public final RevokeManagementKey revokeManagementKey;

    PeopleFixture(CoreFixture core) {
        this.core = core;
        this.invite = new InviteMember(
                core.store.invitations(),
                core.store.members(),
                core.store.accounts(),
                core.store.organizations(),
                core.recorder,
                core.randomness);
        this.revokeInvitation = new RevokeInvitation(core.store.invitations(), core.recorder);
        this.accept = new AcceptInvitation(
                core.store.invitations(),
                core.store.members(),
                core.store.accounts(),
                core.store.organizations(),
                new InviterRights(core.personActors, core.store.managementKeys()),
                core.recorder,
                core.clock);
        this.changeRole = new ChangeRole(
                core.store.members(),
                core.store.organizations(),
                core.store.testKeys(),
                core.store.invitations(),
                core.recorder);
        this.remove = new RemoveMember(
                core.store.members(),
                core.store.organizations(),
                core.store.managementKeys(),
                core.store.testKeys(),
                core.store.invitations(),
                core.recorder);
        this.createManagementKey = new CreateManagementKey(
                core.store.managementKeys(),
                core.store.organizations(),
                core.recorder,
                core.randomness,
                core.ring::pepper);
        this.revokeManagementKey =
                new RevokeManagementKey(core.store.managementKeys(), core.store.testKeys(), core.recorder);
    }

    /// An account of that name, with the address `name@example.com`.
    public Account account(String name) {
        Account account = new Account(
                AccountId.create(core.randomness, core.clock.instant()),
                new EmailAddress(name + "@example.com"),
                new DisplayName(name),
                false,
                core.clock.instant(),
                Optional.empty());
        core.store.accounts().insert(account);
        return account;
    }

    /// Makes the account a member.
    public Member join(Account account, OrganizationId organization, Role role) {
        Member member = new Member(organization, account, role, new Stamp(core.clock.instant(), "tester"));
        core.store.members().insert(member);
        return member;
    }

    /// A member of that name and role.
    public Member member(String name, OrganizationId organization, Role role) {
        return join(account(name), organization, role);
    }

    /// What the account may do now.
    public Actor actor(Account account) {
        return core.personActors.find(account.id()).orElseThrow();
    }

    /// What the member may do now.
    public Actor actor(Member member) {
        return actor(member.account());
    }
}
