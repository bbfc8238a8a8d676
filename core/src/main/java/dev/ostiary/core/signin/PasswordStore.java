package dev.ostiary.core.signin;

import dev.ostiary.core.id.AccountId;
import java.time.Instant;
import java.util.Optional;

/// Keeps what is kept of passwords, at most one for an account.
public interface PasswordStore {
    Optional<PasswordHash> find(AccountId account);

    /// The same, held until the transaction ends.
    Optional<PasswordHash> lock(AccountId account);

    /// Gives the account a password, in the place of one it has.
    void put(AccountId account, PasswordHash hash, Instant at);

    /// Takes the account's password away, if it has one.
    void delete(AccountId account);

    /// When the account's password was set; empty when it has none.
    Optional<Instant> setAt(AccountId account);
}
