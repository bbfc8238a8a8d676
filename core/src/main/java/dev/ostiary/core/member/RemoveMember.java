package dev.ostiary.core.member;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.management.RevokeManagementKeys;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Removes a member from an organization. From the next request on it does not exist for that person; the management
/// keys and invitations that the person made for it are ended, and stay so if the person comes back. The account stays.
public final class RemoveMember {
    private final MemberStore members;
    private final OrganizationStore organizations;
    private final RevokeManagementKeys managementKeys;
    private final RevokeTestKeys testKeys;
    private final EndInvitations invitations;
    private final ChangeRecorder recorder;

    public RemoveMember(
            MemberStore members,
            OrganizationStore organizations,
            ManagementKeyStore managementKeys,
            TestKeyStore testKeys,
            InvitationStore invitations,
            ChangeRecorder recorder) {
        this.members = members;
        this.organizations = organizations;
        this.managementKeys = new RevokeManagementKeys(managementKeys, testKeys);
        this.testKeys = new RevokeTestKeys(testKeys);
        this.invitations = new EndInvitations(invitations);
        this.recorder = recorder;
    }

    /// Removes the member, whatever it is.
    public Recorded<Member> remove(Actor actor, OrganizationId organization, AccountId account) {
        return remove(actor, organization, account, Precondition.NONE);
    }

    /// Removes the member.
    ///
    /// @throws RefusedException `resource.not-found`; `permission.denied`, also for a member whose role is wider
    /// than
    ///     what the actor may; `precondition.failed`; `member.last-owner`
    public Recorded<Member> remove(
            Actor actor, OrganizationId organization, AccountId account, Precondition precondition) {
        Set<String> ended = Set.of(account.value());
        return recorder.recordEnding(ended, actor, Permission.MEMBERS_MANAGE, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Member member = members.find(organization, account).orElseThrow(RefusedException::notFound);
            MemberRules.requireCovered(scope, organization, member.role());
            precondition.require(member.version());
            MemberRules.requireAnotherOwner(members, member);
            end(scope, member);
            return member;
        });
    }

    /// Removes whom nobody can tell to be a member still, even the last owner; nobody when there is no such
    /// member.
    public void removeUncertain(Actor actor, OrganizationId organization, AccountId account) {
        var _ = recorder.record(actor, Permission.MEMBERS_MANAGE, organization, scope -> {
            Optional<Member> member = members.find(organization, account);
            member.ifPresent(found -> end(scope, found));
            return member;
        });
    }

    private void end(ChangeScope scope, Member member) {
        AccountId account = member.account().id();
        members.delete(member.organization(), account);
        managementKeys.of(scope, member.organization(), account, "member.removed");
        testKeys.of(scope, member.organization(), account.value(), "member.removed");
        invitations.of(scope, member.organization(), account, Optional.empty(), "member.removed");
        scope.audit(
                member.organization(),
                AuditAction.MEMBER_REMOVED,
                account.value(),
                member.account().name().value(),
                AuditChanges.removed(Map.of(
                        "email", member.account().email().value(),
                        "role", member.role().text())));
    }
}
