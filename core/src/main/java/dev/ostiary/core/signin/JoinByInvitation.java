package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.member.AcceptInvitation;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.transaction.Transactions;
import java.util.Map;
import java.util.Optional;

/// Lets somebody in who was invited: with a new account of the invited address, or with the account that has it, which
/// signs in first. Who has invited has seen the link too, so it proves nothing of whose the address is: until somebody
/// else says so, what opens the new account is good only so long.
public final class JoinByInvitation {
    private final Transactions transactions;
    private final AccountStore accounts;
    private final AcceptInvitation accept;
    private final Accounts operations;
    private final Passwords passwords;
    private final Sessions sessions;
    private final InstallationTrail trail;

    public JoinByInvitation(
            Transactions transactions,
            AccountStore accounts,
            AcceptInvitation accept,
            Accounts operations,
            Passwords passwords,
            Sessions sessions,
            InstallationTrail trail) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.accept = accept;
        this.operations = operations;
        this.passwords = passwords;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// Makes the invited person's account, makes it a member, and signs it in.
    ///
    /// @throws RefusedException `invitation.invalid`; `invitation.for-another` when the address has an account,
    ///     which has to sign in; `request.invalid`
    public OpenedSession joinAnew(String token, DisplayName name, Secret password, AuditSource from) {
        Invitation invitation = accept.find(token).orElseThrow(JoinByInvitation::invalid);
        // First, so that who only asks whether there is such an account makes one, or leaves a trace (E02).
        PasswordHash hash = passwords.choose(password, invitation.email());
        Optional<Account> known = accounts.findByEmail(invitation.email());
        if (known.isPresent()) {
            noteFailure(known.get(), from);
            throw new RefusedException(ProblemCode.INVITATION_FOR_ANOTHER);
        }
        return transactions.inTransaction(() -> {
            Account account = operations.make(invitation.email(), name, false);
            Actor person = Sessions.person(account, from);
            operations.add(person, account, Optional.of(hash));
            accounts.setProven(account.id(), false);
            var _ = accept.accept(person, token);
            return sessions.open(account, SignInMethod.LINK, from);
        });
    }

    /// Makes who is signed in a member.
    ///
    /// @throws RefusedException `invitation.invalid`; `invitation.for-another`; `member.exists`
    public void join(Actor person, String token) {
        if (accept.find(token).isEmpty()) {
            throw invalid();
        }
        var _ = accept.accept(person, token);
    }

    private void noteFailure(Account known, AuditSource from) {
        AuditSource _ = transactions.inTransaction(() -> {
            trail.append(
                    Actor.anonymous(from),
                    AuditAction.ACCOUNT_SIGN_IN_FAILED,
                    known.id().value(),
                    known.email().value(),
                    AuditChanges.made(Map.of("method", SignInMethod.LINK.text(), "reason", "has-an-account")));
            return from;
        });
    }

    private static RefusedException invalid() {
        return new RefusedException(ProblemCode.INVITATION_INVALID);
    }
}
