package dev.ostiary.core.member;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Makes a person who brings the link of an invitation a member. Takes no permission: the link is the proof, and the
/// account's address must be the one that was invited.
public final class AcceptInvitation {
    private final InvitationStore invitations;
    private final MemberStore members;
    private final AccountStore accounts;
    private final OrganizationStore organizations;
    private final InviterRights inviters;
    private final ChangeRecorder recorder;
    private final Clock clock;

    public AcceptInvitation(
            InvitationStore invitations,
            MemberStore members,
            AccountStore accounts,
            OrganizationStore organizations,
            InviterRights inviters,
            ChangeRecorder recorder,
            Clock clock) {
        this.invitations = invitations;
        this.members = members;
        this.accounts = accounts;
        this.organizations = organizations;
        this.inviters = inviters;
        this.recorder = recorder;
        this.clock = clock;
    }

    /// The invitation whose link has that token; empty when there is none, whatever the reason.
    public Optional<Invitation> find(String token) {
        Instant now = clock.instant();
        return invitations.findByToken(LinkToken.Hash.of(token)).filter(found -> isTaken(found, now));
    }

    private boolean isTaken(Invitation invitation, Instant now) {
        return invitation.isActive(now) && inviters.cover(invitation, now);
    }

    /// Makes the person a member. May run inside the transaction that makes the account.
    ///
    /// @param person the actor of the account that joins
    /// @throws RefusedException `resource.not-found` for the invitation; `invitation.for-another`; `member.exists`
    public Recorded<Member> accept(Actor person, String token) {
        return recorder.recordProven(person, scope -> {
            Invitation invitation = invitations
                    .lockByToken(LinkToken.Hash.of(token))
                    .filter(found -> found.isActive(scope.now()))
                    .orElseThrow(RefusedException::notFound);
            Account account = AccountId.parse(person.id())
                    .filter(_ -> person.kind() == Actor.Kind.PERSON)
                    .flatMap(accounts::lock)
                    .filter(Account::isActive)
                    .orElseThrow(RefusedException::notFound);
            if (!account.email().equals(invitation.email())) {
                throw new RefusedException(ProblemCode.INVITATION_FOR_ANOTHER);
            }
            return join(scope, invitation, account);
        });
    }

    private Member join(ChangeScope scope, Invitation invitation, Account account) {
        RefusedException.requireFound(organizations.lock(invitation.organization()));
        // Who takes the inviter's right holds the organization, too.
        if (!isTaken(invitation, scope.now())) {
            throw RefusedException.notFound();
        }
        Member member = new Member(invitation.organization(), account, invitation.role(), scope.stamp());
        members.insert(member);
        invitations.delete(invitation.organization(), invitation.id());
        scope.audit(
                invitation.organization(),
                AuditAction.MEMBER_JOINED,
                account.id().value(),
                account.name().value(),
                AuditChanges.made(Map.of(
                        "email", account.email().value(),
                        "role", invitation.role().text(),
                        "invitation", invitation.id().value(),
                        "invitedBy", invitation.created().by())));
        return member;
    }
}
