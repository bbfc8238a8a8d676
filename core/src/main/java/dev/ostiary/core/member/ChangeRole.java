package dev.ostiary.core.member;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives a member another role, which holds from the next request on.
public final class ChangeRole {
    private final MemberStore members;
    private final OrganizationStore organizations;
    private final RevokeTestKeys testKeys;
    private final EndInvitations invitations;
    private final ChangeRecorder recorder;

    public ChangeRole(
            MemberStore members,
            OrganizationStore organizations,
            TestKeyStore testKeys,
            InvitationStore invitations,
            ChangeRecorder recorder) {
        this.members = members;
        this.organizations = organizations;
        this.testKeys = new RevokeTestKeys(testKeys);
        this.invitations = new EndInvitations(invitations);
        this.recorder = recorder;
    }

    /// Changes the role, whatever it is.
    public Recorded<Member> change(Actor actor, OrganizationId organization, AccountId account, Role role) {
        return change(actor, organization, account, role, Precondition.NONE);
    }

    /// Changes the role; giving the role that one has changes nothing.
    ///
    /// @throws RefusedException `resource.not-found`; `permission.denied`, also when either role is wider than the
    ///     actor's own; `precondition.failed`; `member.last-owner`
    public Recorded<Member> change(
            Actor actor, OrganizationId organization, AccountId account, Role role, Precondition precondition) {
        Set<String> ended = Set.of(account.value());
        return recorder.recordEnding(ended, actor, Permission.MEMBERS_MANAGE, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Member before = members.find(organization, account).orElseThrow(RefusedException::notFound);
            MemberRules.requireCovered(scope, organization, before.role());
            MemberRules.requireCovered(scope, organization, role);
            precondition.require(before.version());
            if (before.role() == role) {
                return before;
            }
            MemberRules.requireAnotherOwner(members, before);
            Member after = before.as(role);
            members.update(after);
            if (!role.permissions().contains(Permission.TEST_KEYS_ISSUE)) {
                testKeys.of(scope, organization, account.value(), "member.role-changed");
            }
            invitations.of(scope, organization, account, Optional.of(role), "member.role-changed");
            scope.audit(
                    organization,
                    AuditAction.MEMBER_ROLE_CHANGED,
                    account.value(),
                    after.account().name().value(),
                    AuditChanges.between(Map.of("role", before.role().text()), Map.of("role", role.text())));
            return after;
        });
    }
}
