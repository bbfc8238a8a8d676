package dev.ostiary.core.member;

import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.InvitationId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Invites a person into an organization. The link that lets one in is in the answer and nowhere else, works once, and
/// for a week. A second invitation of the same address ends the first.
public final class InviteMember {
    /// How long an invitation is taken.
    public static final Duration LIFE = Duration.ofDays(7);

    private final InvitationStore invitations;
    private final MemberStore members;
    private final AccountStore accounts;
    private final OrganizationStore organizations;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public InviteMember(
            InvitationStore invitations,
            MemberStore members,
            AccountStore accounts,
            OrganizationStore organizations,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.invitations = invitations;
        this.members = members;
        this.accounts = accounts;
        this.organizations = organizations;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Invites the person of that address.
    ///
    /// @throws RefusedException `resource.not-found`; `permission.denied`, also when the role, or that of the
    ///     invitation which this one ends, is wider than the actor's own; `member.exists`
    public Recorded<NewInvitation> invite(Actor actor, OrganizationId organization, EmailAddress email, Role role) {
        return recorder.record(actor, Permission.MEMBERS_MANAGE, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            MemberRules.requireCovered(scope, organization, role);
            if (accounts.findByEmail(email)
                    .flatMap(account -> members.find(organization, account.id()))
                    .isPresent()) {
                throw new RefusedException(ProblemCode.MEMBER_EXISTS);
            }
            invitations
                    .findByEmail(organization, email)
                    .filter(earlier -> earlier.isActive(scope.now()))
                    .ifPresent(earlier -> MemberRules.requireCovered(scope, organization, earlier.role()));
            LinkToken token = LinkToken.generate(randomness);
            Invitation invitation = new Invitation(
                    InvitationId.create(randomness, scope.now()),
                    organization,
                    email,
                    role,
                    token.hash(),
                    scope.stamp(),
                    Optional.of(actor.id()),
                    scope.now().plus(LIFE));
            invitations.put(invitation);
            scope.audit(
                    organization,
                    AuditAction.INVITATION_CREATED,
                    invitation.id().value(),
                    email.value(),
                    AuditChanges.made(Map.of(
                            "email", email.value(),
                            "role", role.text(),
                            "expiresAt", invitation.expiresAt().toString())));
            return new NewInvitation(invitation, token.secret());
        });
    }
}
