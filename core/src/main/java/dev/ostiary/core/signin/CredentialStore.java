package dev.ostiary.core.signin;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import java.util.List;

/// All that opens accounts: passwords, passkeys, and who is who at identity providers.
public interface CredentialStore {
    /// What opened an account, its password aside.
    ///
    /// @param providers where it could sign in from; one of them as often as it was known there
    record Removed(List<PasskeyId> passkeys, List<IdentityProviderId> providers) {
        public Removed {
            passkeys = List.copyOf(passkeys);
            providers = List.copyOf(providers);
        }
    }

    /// Removes everything that opens the account.
    Removed deleteAll(AccountId account);
}
