package dev.ostiary.store;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.signin.PasswordHash;
import dev.ostiary.core.signin.PasswordStore;
import java.time.Instant;
import java.util.Optional;

/// Passwords, in a table apart from the accounts they open.
final class SqlPasswordStore implements PasswordStore {
    private static final String SELECT = "SELECT hash FROM passwords WHERE account_id = :account";

    private final Database database;

    SqlPasswordStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<PasswordHash> find(AccountId account) {
        return one(SELECT, account);
    }

    @Override
    public Optional<PasswordHash> lock(AccountId account) {
        return one(SELECT + database.holdRows(), account);
    }

    private Optional<PasswordHash> one(String sql, AccountId account) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("account", account.value())
                .mapTo(String.class)
                .findOne()
                .map(PasswordHash::new));
    }

    @Override
    public void put(AccountId account, PasswordHash hash, Instant at) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO passwords (account_id, hash, set_at) VALUES (:account, :hash, :at)
                        ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at
                        """)
                .bind("account", account.value())
                .bind("hash", hash.text())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public void delete(AccountId account) {
        int _ = database.write(handle -> handle.createUpdate("DELETE FROM passwords WHERE account_id = :account")
                .bind("account", account.value())
                .execute());
    }

    @Override
    public Optional<Instant> setAt(AccountId account) {
        return database.read(handle -> handle.createQuery("SELECT set_at FROM passwords WHERE account_id = :account")
                .bind("account", account.value())
                .map((row, _) -> Columns.instant(row, "set_at"))
                .findOne());
    }
}
