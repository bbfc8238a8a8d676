package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import java.util.Optional;
import java.util.Set;

/// Gives accounts their passwords. Whoever signed in by the old one, or by anything else, is signed out, but for who
/// changed it.
public final class Passwords {
    private final ActorTransactions transactions;
    private final AccountStore accounts;
    private final PasswordStore passwords;
    private final Credentials credentials;
    private final PasswordHasher hasher;
    private final SignInThrottle throttle;
    private final Sessions sessions;
    private final InstallationTrail trail;

    public Passwords(
            ActorTransactions transactions,
            AccountStore accounts,
            PasswordStore passwords,
            Credentials credentials,
            PasswordHasher hasher,
            SignInThrottle throttle,
            Sessions sessions,
            InstallationTrail trail) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.credentials = credentials;
        this.hasher = hasher;
        this.throttle = throttle;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// A password that may be chosen, hashed.
    ///
    /// @throws RefusedException `request.invalid` for the field `password`
    public PasswordHash choose(Secret text, EmailAddress owner) {
        return hasher.hash(Password.choose(text, owner)
                .orElseThrow(() -> RefusedException.field("password", Password.REMEDY))
                .secret());
    }

    /// Changes the password of who is signed in by that session, and ends the others.
    ///
    /// @param current the present password; not asked of an account that has none
    /// @throws RefusedException `request.invalid` for the field `currentPassword` or `password`;
    ///     `signin.throttled`; `session.too-old` when there is no present password to ask for
    public void change(Actor actor, Session session, Optional<Secret> current, Secret chosen, AuditSource from) {
        Account account = accounts.find(session.account()).orElseThrow(RefusedException::notFound);
        Optional<PasswordHash> known = passwords.find(account.id());
        known.ifPresentOrElse(
                hash -> requireCurrent(account, hash, current, from), () -> sessions.requireFresh(session));
        PasswordHash hash = choose(chosen, account.email());
        transactions.ending(Set.of(account.id().value()), actor, present -> {
            if (!passwords.lock(account.id()).equals(known)) {
                throw wrongCurrent();
            }
            return put(present, account, hash, Optional.of(session));
        });
    }

    private void requireCurrent(Account account, PasswordHash hash, Optional<Secret> current, AuditSource from) {
        Secret given = current.flatMap(Password::typed).orElseThrow(Passwords::wrongCurrent);
        SignInThrottle.Attempt attempt = throttle.begin(account.email().value(), from.address());
        if (!hasher.matches(given, hash)) {
            throw wrongCurrent();
        }
        throttle.succeeded(attempt);
    }

    private static RefusedException wrongCurrent() {
        return RefusedException.field("currentPassword", "give the present password");
    }

    /// Gives an account a password, the only thing that opens it from then on, and ends all its sessions.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `request.invalid`
    public Account reset(Actor actor, Account account, Secret chosen) {
        PasswordHash hash = choose(chosen, account.email());
        return transactions.ending(Set.of(account.id().value()), actor, present -> {
            Accounts.requireEverything(present);
            Account held = accounts.lock(account.id()).orElseThrow(RefusedException::notFound);
            credentials.removeAll(present, held, AuditAction.ACCOUNT_PASSWORD_CHANGED.text());
            accounts.setProven(held.id(), true);
            return put(present, held, hash, Optional.empty());
        });
    }

    private Account put(Actor actor, Account account, PasswordHash hash, Optional<Session> goesOn) {
        passwords.put(account.id(), hash, trail.now());
        int _ = sessions.endAllIn(actor, account.id(), goesOn.map(Session::id));
        trail.append(
                actor,
                AuditAction.ACCOUNT_PASSWORD_CHANGED,
                account.id().value(),
                account.email().value(),
                AuditChanges.NONE);
        return account;
    }
}
