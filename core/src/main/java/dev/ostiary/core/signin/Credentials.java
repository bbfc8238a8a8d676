package dev.ostiary.core.signin;

import dev.ostiary.core.account.Account;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.InstallationTrail;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import java.util.Map;
import java.util.Set;

/// Takes away all that opens an account, where it may be another's than the account's owner's.
public final class Credentials {
    private final CredentialStore credentials;
    private final InstallationTrail trail;

    public Credentials(CredentialStore credentials, InstallationTrail trail) {
        this.credentials = credentials;
        this.trail = trail;
    }

    /// Removes password, passkeys and who the account is at identity providers, in the running transaction, which
    /// is one that ends what the account may do.
    public void removeAll(Actor actor, Account account, String because) {
        CredentialStore.Removed removed = credentials.deleteAll(account.id());
        for (PasskeyId passkey : removed.passkeys()) {
            audit(actor, AuditAction.ACCOUNT_PASSKEY_REMOVED, account, Map.of("passkey", passkey.value()), because);
        }
        for (IdentityProviderId provider : Set.copyOf(removed.providers())) {
            audit(actor, AuditAction.ACCOUNT_IDENTITY_UNLINKED, account, Map.of("provider", provider.value()), because);
        }
    }

    private void audit(Actor actor, AuditAction action, Account account, Map<String, String> what, String because) {
        trail.append(
                actor,
                action,
                account.id().value(),
                account.email().value(),
                AuditChanges.made(what).with("because", because));
    }
}
