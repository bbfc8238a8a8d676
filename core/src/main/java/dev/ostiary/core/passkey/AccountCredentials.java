package dev.ostiary.core.passkey;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.change.ActorTransactions;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.signin.Accounts;
import dev.ostiary.core.signin.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What operators see of what opens other people's accounts, and take away: a device was lost, or somebody is another
/// person's at a provider. All sessions of the account end with it, as nobody knows where they are. The last way in may
/// be taken, too; another password gives one again.
public final class AccountCredentials {
    private final ActorTransactions transactions;
    private final AccountStore accounts;
    private final Accounts operations;
    private final PasskeyStore passkeys;
    private final IdentityStore identities;
    private final Sessions sessions;
    private final InstallationTrail trail;

    public AccountCredentials(
            ActorTransactions transactions,
            AccountStore accounts,
            Accounts operations,
            PasskeyStore passkeys,
            IdentityStore identities,
            Sessions sessions,
            InstallationTrail trail) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.operations = operations;
        this.passkeys = passkeys;
        this.identities = identities;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// The account's passkeys, newest first.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public List<Passkey> passkeys(Actor actor, AccountId account) {
        return passkeys.list(operations.get(actor, account).id());
    }

    /// Who the account is at identity providers, oldest first.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public List<Identity> identities(Actor actor, AccountId account) {
        return identities.list(operations.get(actor, account).id());
    }

    /// Removes one of the account's passkeys.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public Passkey removePasskey(Actor actor, AccountId account, PasskeyId id) {
        return remove(actor, account, AuditAction.ACCOUNT_PASSKEY_REMOVED, held -> {
            Passkey found = passkeys.list(held.id()).stream()
                    .filter(passkey -> passkey.id().equals(id))
                    .findFirst()
                    .orElseThrow(RefusedException::notFound);
            boolean _ = passkeys.delete(held.id(), id);
            return new Removed<>(
                    found, Map.of("passkey", id.value(), "name", found.name().value()));
        });
    }

    /// Forgets who the account is at a provider. Where that is trusted to link accounts, the next sign-in there
    /// links it again.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public Identity removeIdentity(Actor actor, AccountId account, IdentityProviderId provider) {
        return remove(actor, account, AuditAction.ACCOUNT_IDENTITY_UNLINKED, held -> {
            Identity found = identities.list(held.id()).stream()
                    .filter(identity -> identity.provider().equals(provider))
                    .findFirst()
                    .orElseThrow(RefusedException::notFound);
            boolean _ = identities.delete(held.id(), provider);
            return new Removed<>(found, Map.of("provider", provider.value(), "subject", found.subject()));
        });
    }

    private record Removed<T>(T what, Map<String, String> told) {}

    private <T> T remove(Actor actor, AccountId id, AuditAction action, Function<Account, Removed<T>> work) {
        Account known = operations.get(actor, id);
        Accounts.requireOver(actor, known.isOperator());
        return transactions.ending(Set.of(id.value()), actor, present -> {
            Accounts.requireOver(present, known.isOperator());
            Account held = accounts.lock(id).orElseThrow(RefusedException::notFound);
            Removed<T> removed = work.apply(held);
            trail.append(present, action, id.value(), held.email().value(), AuditChanges.made(removed.told()));
            int _ = sessions.endAllIn(present, id, Optional.empty());
            return removed.what();
        });
    }
}
