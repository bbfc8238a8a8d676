package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.transaction.Transactions;
import java.util.Map;
import java.util.Optional;

/// Signs a person in by email address and password. Whoever tries learns nothing of which addresses have accounts:
/// unknown, disabled, without a password and wrong are refused in the same words after the same work (E02).
public final class SignInWithPassword {
    /// Is asked for in the place of an account that does not exist.
    private static final AccountId NOBODY = new AccountId(AccountId.PREFIX + "0".repeat(26));

    private final Transactions transactions;
    private final AccountStore accounts;
    private final PasswordStore passwords;
    private final PasswordHasher hasher;
    private final SignInThrottle throttle;
    private final Sessions sessions;
    private final InstallationTrail trail;

    public SignInWithPassword(
            Transactions transactions,
            AccountStore accounts,
            PasswordStore passwords,
            PasswordHasher hasher,
            SignInThrottle throttle,
            Sessions sessions,
            InstallationTrail trail) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.hasher = hasher;
        this.throttle = throttle;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// Signs in.
    ///
    /// @throws RefusedException `signin.failed`; `signin.throttled`
    public OpenedSession signIn(String email, Secret password, AuditSource from) {
        SignInThrottle.Attempt attempt = throttle.begin(email, from.address());
        Optional<EmailAddress> address = EmailAddress.parse(email);
        Optional<Account> account = address.flatMap(accounts::findByEmail);
        Optional<PasswordHash> known = passwords.find(account.map(Account::id).orElse(NOBODY));
        Optional<Secret> typed = Password.typed(password);
        boolean matches = hasher.matches(typed.orElse(Secret.of("")), known.orElseGet(hasher::decoy));
        Optional<OpenedSession> opened = matches && typed.isPresent()
                ? account.filter(Account::isActive)
                        .flatMap(person -> known.flatMap(hash -> open(person, hash, typed.get(), from)))
                : Optional.empty();
        if (opened.isEmpty()) {
            noteFailure(address, from);
            throw new RefusedException(ProblemCode.SIGN_IN_FAILED);
        }
        throttle.succeeded(attempt);
        return opened.get();
    }

    /// Opens a session, unless the account has been given another password or was disabled meanwhile.
    private Optional<OpenedSession> open(Account person, PasswordHash verified, Secret typed, AuditSource from) {
        Optional<PasswordHash> stronger =
                hasher.isOutdated(verified) ? Optional.of(hasher.hash(typed)) : Optional.empty();
        return transactions.inTransaction(() -> accounts.lock(person.id())
                .filter(Account::isActive)
                .filter(_ -> passwords.lock(person.id()).equals(Optional.of(verified)))
                .map(account -> {
                    stronger.ifPresent(hash -> passwords.put(account.id(), hash, trail.now()));
                    return sessions.open(account, SignInMethod.PASSWORD, from);
                }));
    }

    /// Written alike for accounts that exist and for those that do not. What is no address is not repeated:
    /// somebody may have typed the password there.
    private void noteFailure(Optional<EmailAddress> address, AuditSource from) {
        transactions.inTransaction(() -> {
            trail.append(
                    Actor.anonymous(from),
                    AuditAction.ACCOUNT_SIGN_IN_FAILED,
                    "unknown",
                    address.map(EmailAddress::value).orElse("no address"),
                    AuditChanges.made(Map.of("method", SignInMethod.PASSWORD.text())));
            return from;
        });
    }
}
