package dev.ostiary.core.passkey;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.identity.IdentityStore;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.signin.OpenedSession;
import dev.ostiary.core.signin.PasswordStore;
import dev.ostiary.core.signin.Session;
import dev.ostiary.core.signin.Sessions;
import dev.ostiary.core.signin.SignInMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people do with their passkeys. That a device's answer is right is found out before it comes here.
public final class Passkeys {
    private final ActorTransactions transactions;
    private final PasskeyStore passkeys;
    private final PasswordStore passwords;
    private final IdentityStore identities;
    private final AccountStore accounts;
    private final Sessions sessions;
    private final InstallationTrail trail;
    private final Randomness randomness;

    public Passkeys(
            ActorTransactions transactions,
            PasskeyStore passkeys,
            PasswordStore passwords,
            IdentityStore identities,
            AccountStore accounts,
            Sessions sessions,
            InstallationTrail trail,
            Randomness randomness) {
        this.transactions = transactions;
        this.passkeys = passkeys;
        this.passwords = passwords;
        this.identities = identities;
        this.accounts = accounts;
        this.sessions = sessions;
        this.trail = trail;
        this.randomness = randomness;
    }

    /// The account's passkeys, newest first.
    public List<Passkey> list(AccountId account) {
        return passkeys.list(account);
    }

    /// Adds a passkey to the account of who asks.
    ///
    /// @param session by which, opened not long ago
    /// @throws RefusedException `session.too-old`; `passkey.known`
    public Passkey add(Actor actor, Session session, DisplayName name, NewCredential credential) {
        sessions.requireFresh(session);
        return transactions.by(actor, present -> {
            Instant now = trail.now();
            Passkey passkey = new Passkey(
                    PasskeyId.create(randomness, now),
                    session.account(),
                    name,
                    credential.id(),
                    credential.publicKey(),
                    credential.counter(),
                    credential.isSynced(),
                    false,
                    now,
                    Optional.empty());
            passkeys.insert(passkey);
            audit(present, AuditAction.ACCOUNT_PASSKEY_ADDED, passkey);
            return passkey;
        });
    }

    /// Removes one of the passkeys of who asks, unless nothing else opens the account.
    ///
    /// @throws RefusedException `resource.not-found`; `account.last-credential`
    public Passkey remove(Actor actor, AccountId account, PasskeyId id) {
        return transactions.by(actor, present -> {
            // Held, so that of two who remove the last two, one stays.
            RefusedException.requireFound(accounts.lock(account));
            List<Passkey> all = passkeys.list(account);
            Passkey removed = all.stream()
                    .filter(passkey -> passkey.id().equals(id))
                    .findFirst()
                    .orElseThrow(RefusedException::notFound);
            if (all.size() == 1
                    && passwords.find(account).isEmpty()
                    && identities.list(account).isEmpty()) {
                throw new RefusedException(ProblemCode.LAST_CREDENTIAL);
            }
            boolean _ = passkeys.delete(account, id);
            audit(present, AuditAction.ACCOUNT_PASSKEY_REMOVED, removed);
            return removed;
        });
    }

    /// The passkey of a credential, whoever's it is.
    public Optional<Passkey> find(String credentialId) {
        return passkeys.findByCredential(credentialId);
    }

    /// Signs in whoever has the passkey, which has just signed. One whose counter went back may have been
    /// copied: it is noted as suspect, and opens nothing that time.
    ///
    /// @param counter how often the device says that it has signed
    /// @throws RefusedException `signin.failed`
    public OpenedSession signIn(String credentialId, long counter, AuditSource from) {
        return transactions
                .inTransaction(() -> passkeys.findByCredential(credentialId)
                        // The account first, as those hold it who remove its passkeys.
                        .flatMap(found -> accounts.lock(found.account()))
                        .flatMap(account -> passkeys.lockByCredential(credentialId)
                                .filter(passkey -> passkey.account().equals(account.id()))
                                .flatMap(passkey -> open(account, passkey, counter, from))))
                .orElseThrow(() -> new RefusedException(ProblemCode.SIGN_IN_FAILED));
    }

    private Optional<OpenedSession> open(Account account, Passkey passkey, long counter, AuditSource from) {
        passkeys.update(passkey.used(counter, trail.now()));
        if (!account.isActive() || passkey.isCopied(counter)) {
            noteFailure(passkey, counter, from);
            return Optional.empty();
        }
        return Optional.of(sessions.open(account, SignInMethod.PASSKEY, from));
    }

    private void noteFailure(Passkey passkey, long counter, AuditSource from) {
        trail.append(
                Actor.anonymous(from),
                AuditAction.ACCOUNT_SIGN_IN_FAILED,
                passkey.account().value(),
                passkey.name().value(),
                AuditChanges.made(Map.of(
                        "method",
                        SignInMethod.PASSKEY.text(),
                        "passkey",
                        passkey.id().value(),
                        "reason",
                        passkey.isCopied(counter) ? "counter-went-back" : "account-disabled")));
    }

    private void audit(Actor actor, AuditAction action, Passkey passkey) {
        trail.append(
                actor,
                action,
                passkey.account().value(),
                actor.name(),
                AuditChanges.made(Map.of(
                        "passkey", passkey.id().value(), "name", passkey.name().value())));
    }
}
