package dev.ostiary.core.member;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;

/// Takes an invitation back: its link lets nobody in any more.
public final class RevokeInvitation {
    private final InvitationStore invitations;
    private final ChangeRecorder recorder;

    public RevokeInvitation(InvitationStore invitations, ChangeRecorder recorder) {
        this.invitations = invitations;
        this.recorder = recorder;
    }

    /// Takes it back.
    ///
    /// @throws RefusedException `resource.not-found` when there is none, or none any more; `permission.denied`,
    ///     also when its role is wider than the actor's own
    public Recorded<Invitation> revoke(Actor actor, OrganizationId organization, InvitationId id) {
        return recorder.record(actor, Permission.MEMBERS_MANAGE, organization, scope -> {
            Invitation invitation = invitations.find(organization, id).orElseThrow(RefusedException::notFound);
            MemberRules.requireCovered(scope, organization, invitation.role());
            invitations.delete(organization, id);
            scope.audit(
                    organization,
                    AuditAction.INVITATION_REVOKED,
                    id.value(),
                    invitation.email().value(),
                    AuditChanges.removed(Map.of(
                            "email", invitation.email().value(),
                            "role", invitation.role().text())));
            return invitation;
        });
    }
}
