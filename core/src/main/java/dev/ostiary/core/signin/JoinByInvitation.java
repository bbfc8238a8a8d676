package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.member.AcceptInvitation;
import dev.ostiary.core.member.Invitation;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.transaction.Transactions;
import java.util.Optional;

/// Lets somebody in who was invited: with a new account of the invited address, or with the account that has it, which
/// signs in first. That the link came to the address is the proof that it is the person's.
public final class JoinByInvitation {
    private final Transactions transactions;
    private final AccountStore accounts;
    private final AcceptInvitation accept;
    private final Accounts operations;
    private final Passwords passwords;
    private final Sessions sessions;

    public JoinByInvitation(
            Transactions transactions,
            AccountStore accounts,
            AcceptInvitation accept,
            Accounts operations,
            Passwords passwords,
            Sessions sessions) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.accept = accept;
        this.operations = operations;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /// Makes the invited person's account, makes it a member, and signs it in.
    ///
    /// @throws RefusedException `invitation.invalid`; `invitation.for-another` when the address has an account,
    ///     which has to sign in; `request.invalid`
    public OpenedSession joinAnew(String token, DisplayName name, Secret password, AuditSource from) {
        Invitation invitation = accept.find(token).orElseThrow(JoinByInvitation::invalid);
        if (accounts.findByEmail(invitation.email()).isPresent()) {
            throw new RefusedException(ProblemCode.INVITATION_FOR_ANOTHER);
        }
        PasswordHash hash = passwords.choose(password, invitation.email());
        return transactions.inTransaction(() -> {
            Account account = operations.make(invitation.email(), name, false);
            Actor person = Sessions.person(account, from);
            operations.add(person, account, Optional.of(hash));
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

    private static RefusedException invalid() {
        return new RefusedException(ProblemCode.INVITATION_INVALID);
    }
}
