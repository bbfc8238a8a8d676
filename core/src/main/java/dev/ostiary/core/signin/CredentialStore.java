package dev.ostiary.core.signin;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.PasskeyId;
import java.util.List;

/// All that opens accounts: passwords, passkeys, and who is who at identity providers.
public interface CredentialStore {
    /// Removes everything that opens the account.
    ///
    /// @return the passkeys that it had
    List<PasskeyId> deleteAll(AccountId account);
}
