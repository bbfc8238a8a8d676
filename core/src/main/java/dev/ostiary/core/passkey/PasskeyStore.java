package dev.ostiary.core.passkey;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.PasskeyId;
import java.util.List;
import java.util.Optional;

/// Keeps passkeys.
public interface PasskeyStore {
    /// Adds a passkey.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `passkey.known` when any account has that credential
    void insert(Passkey passkey);

    /// The passkey of that credential, whoever's it is.
    Optional<Passkey> findByCredential(String credentialId);

    /// The same, its row held until the transaction ends.
    Optional<Passkey> lockByCredential(String credentialId);

    /// Replaces counter, state and last use.
    void update(Passkey passkey);

    /// The account's passkeys, newest first.
    List<Passkey> list(AccountId account);

    /// Removes one of an account.
    ///
    /// @return whether the account had it
    boolean delete(AccountId account, PasskeyId id);
}
