package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.authority.Guards;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.RevokeTestKeys;
import dev.ostiary.core.key.TestKeyStore;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What operators do to accounts.
public final class Accounts {
    private final ActorTransactions transactions;
    private final AccountStore accounts;
    private final PasswordStore passwordStore;
    private final Passwords passwords;
    private final Sessions sessions;
    private final RevokeTestKeys testKeys;
    private final ChangeRecorder recorder;
    private final InstallationTrail trail;
    private final Randomness randomness;

    public Accounts(
            ActorTransactions transactions,
            AccountStore accounts,
            PasswordStore passwordStore,
            Passwords passwords,
            Sessions sessions,
            TestKeyStore testKeys,
            ChangeRecorder recorder,
            InstallationTrail trail,
            Randomness randomness) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwordStore = passwordStore;
        this.passwords = passwords;
        this.sessions = sessions;
        this.testKeys = new RevokeTestKeys(testKeys);
        this.recorder = recorder;
        this.trail = trail;
        this.randomness = randomness;
    }

    /// Refuses who cannot do everything: nobody makes or opens an account that can do more (I04).
    ///
    /// @throws RefusedException `permission.denied`
    public static void requireEverything(Actor actor) {
        for (Permission permission : Permission.values()) {
            actor.require(permission);
        }
    }

    /// The accounts that are called so, by name or address, in that order.
    ///
    /// @throws RefusedException `permission.denied`
    public Page<Account> list(Actor actor, NamedListing listing) {
        actor.require(Permission.INSTALLATION_MANAGE);
        return accounts.list(listing);
    }

    /// The account of that identifier.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public Account get(Actor actor, AccountId id) {
        actor.require(Permission.INSTALLATION_MANAGE);
        return accounts.find(id).orElseThrow(RefusedException::notFound);
    }

    /// Makes an account with a password.
    ///
    /// @param isOperator whether it may do everything in the whole installation
    /// @throws RefusedException `permission.denied`; `request.invalid`; `account.email-taken`
    public Account create(Actor actor, NewPerson person, boolean isOperator) {
        requireOver(actor, isOperator);
        PasswordHash password = passwords.choose(person.password(), person.email());
        return transactions.by(actor, present -> {
            requireOver(present, isOperator);
            Account account = make(person.email(), person.name(), isOperator);
            add(present, account, Optional.of(password));
            return account;
        });
    }

    /// An account that is not stored yet.
    public Account make(EmailAddress email, DisplayName name, boolean isOperator) {
        Instant now = trail.now();
        return new Account(AccountId.create(randomness, now), email, name, isOperator, now, Optional.empty());
    }

    /// Stores an account, in the running transaction.
    ///
    /// @throws RefusedException `account.email-taken`
    public void add(Actor actor, Account account, Optional<PasswordHash> password) {
        accounts.insert(account);
        password.ifPresent(hash -> passwordStore.put(account.id(), hash, account.createdAt()));
        audit(
                actor,
                AuditAction.ACCOUNT_CREATED,
                account,
                AuditChanges.made(Map.of(
                        "name", account.name().value(),
                        "operator", Boolean.toString(account.isOperator()))));
    }

    /// Gives an account another password, the only thing that opens it from then on, and ends its sessions: whoever
    /// had come in before is out.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `request.invalid`
    public Account resetPassword(Actor actor, AccountId id, Secret chosen) {
        Account account = get(actor, id);
        // Whoever sets the password can sign in with it.
        requireEverything(actor);
        return passwords.reset(actor, account, chosen);
    }

    /// Ends what an account may do, its sessions and its test keys, at once. What it was comes back when it is
    /// enabled.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `account.last-operator`
    public Recorded<Account> disable(Actor actor, AccountId id) {
        actor.require(Permission.INSTALLATION_MANAGE);
        Set<String> ended = Set.of(id.value(), Guards.OPERATORS);
        return recorder.recordEnding(ended, actor, Permission.INSTALLATION_MANAGE, Optional.empty(), scope -> {
            Account account = accounts.lock(id).orElseThrow(RefusedException::notFound);
            requireOver(scope, account.isOperator());
            if (!account.isActive()) {
                return account;
            }
            requireAnotherOperator(account);
            Account disabled = account.disabled(Optional.of(scope.now()));
            accounts.update(disabled);
            testKeys.of(scope, id.value(), AuditAction.ACCOUNT_DISABLED.text());
            sessions.endAll(scope, account);
            scope.audit(
                    Optional.empty(),
                    AuditAction.ACCOUNT_DISABLED,
                    id.value(),
                    account.email().value(),
                    AuditChanges.NONE);
            return disabled;
        });
    }

    /// Gives an account another name, makes it an operator or takes that away, which holds from the next request
    /// on;
    /// its test keys end with it.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `precondition.failed`;
    ///     `account.last-operator`
    public Recorded<Account> edit(Actor actor, AccountId id, AccountEdit edit, Precondition precondition) {
        Set<String> ended = Set.of(id.value(), Guards.OPERATORS);
        return recorder.recordEnding(ended, actor, Permission.INSTALLATION_MANAGE, Optional.empty(), scope -> {
            Account before = accounts.lock(id).orElseThrow(RefusedException::notFound);
            Account after = edit.of(before);
            requireOver(scope, before.isOperator() || after.isOperator());
            precondition.require(before.version());
            if (after.equals(before)) {
                return before;
            }
            if (!after.isOperator() && before.isOperator()) {
                requireAnotherOperator(before);
                testKeys.of(scope, id.value(), AuditAction.ACCOUNT_EDITED.text());
            }
            accounts.update(after);
            scope.audit(
                    Optional.empty(),
                    AuditAction.ACCOUNT_EDITED,
                    id.value(),
                    after.email().value(),
                    AuditChanges.between(before.texts(), after.texts()));
            return after;
        });
    }

    /// Lets an account in again.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public Account enable(Actor actor, AccountId id) {
        actor.require(Permission.INSTALLATION_MANAGE);
        return transactions.by(actor, present -> {
            Account account = lock(present, id);
            if (account.isActive()) {
                return account;
            }
            Account enabled = account.disabled(Optional.empty());
            accounts.update(enabled);
            audit(present, AuditAction.ACCOUNT_ENABLED, account, AuditChanges.NONE);
            return enabled;
        });
    }

    /// Refuses who may not do that to an operator's account, or to anybody's.
    ///
    /// @throws RefusedException `permission.denied`
    public static void requireOver(Actor actor, boolean isOperator) {
        actor.require(Permission.INSTALLATION_MANAGE);
        if (isOperator) {
            requireEverything(actor);
        }
    }

    private Account lock(Actor actor, AccountId id) {
        actor.require(Permission.INSTALLATION_MANAGE);
        Account account = accounts.lock(id).orElseThrow(RefusedException::notFound);
        requireOver(actor, account.isOperator());
        return account;
    }

    /// Somebody must be left who can manage the installation from a browser. Accounts are few, so all are looked
    /// at.
    private void requireAnotherOperator(Account account) {
        if (!account.isOperator()) {
            return;
        }
        PageRequest page = PageRequest.first();
        while (true) {
            Page<Account> found = accounts.list(page);
            if (found.items().stream()
                    .anyMatch(other -> other.isOperator()
                            && other.isActive()
                            && !other.id().equals(account.id()))) {
                return;
            }
            page = found.nextCursor()
                    .map(cursor -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(cursor)))
                    .orElseThrow(() -> new RefusedException(ProblemCode.LAST_OPERATOR));
        }
    }

    private static void requireOver(ChangeScope scope, boolean isOperator) {
        if (isOperator) {
            Stream.of(Permission.values()).forEach(scope::require);
        }
    }

    private void audit(Actor actor, AuditAction action, Account account, AuditChanges changes) {
        trail.append(actor, action, account.id().value(), account.email().value(), changes);
    }
}
