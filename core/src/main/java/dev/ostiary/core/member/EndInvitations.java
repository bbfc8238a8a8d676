package dev.ostiary.core.member;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.OrganizationId;
import java.util.Map;
import java.util.Optional;

/// Ends invitations with the right to make them, so that nobody leaves a way in behind. Part of the transaction in
/// which that right ends.
final class EndInvitations {
    private final InvitationStore invitations;

    EndInvitations(InvitationStore invitations) {
        this.invitations = invitations;
    }

    /// Ends those that a member has made and could not make any more.
    ///
    /// @param role what the member is from now on; empty for nothing
    void of(ChangeScope scope, OrganizationId organization, AccountId inviter, Optional<Role> role, String because) {
        for (Invitation invitation : invitations.lockBy(organization, inviter.value())) {
            if (role.filter(left -> mayInvite(left, invitation.role())).isEmpty()) {
                invitations.delete(organization, invitation.id());
                scope.audit(
                        organization,
                        AuditAction.INVITATION_REVOKED,
                        invitation.id().value(),
                        invitation.email().value(),
                        AuditChanges.removed(Map.of(
                                        "email", invitation.email().value(),
                                        "role", invitation.role().text()))
                                .with("because", because));
            }
        }
    }

    private static boolean mayInvite(Role inviter, Role invited) {
        return inviter.permissions().contains(Permission.MEMBERS_MANAGE)
                && inviter.permissions().containsAll(invited.permissions());
    }
}
