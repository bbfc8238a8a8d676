package dev.ostiary.store;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.passkey.PasskeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Passkeys. Removing one deletes its row.
final class SqlPasskeyStore implements PasskeyStore {
    private static final String SELECT = """
            SELECT id, account_id, name, credential_id, public_key, counter, synced, suspect, created_at, last_used_at
            FROM passkeys
            """;

    private static final String OF_CREDENTIAL = SELECT + "WHERE credential_id = :credential";

    private final Database database;

    SqlPasskeyStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Passkey passkey) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO passkeys (id, account_id, name, credential_id, public_key, counter, synced, suspect,
                            created_at, last_used_at)
                        VALUES (:id, :account, :name, :credential, :public_key, :counter, :synced, :suspect,
                            :created_at, :last_used_at)
                        """)
                .bind("id", passkey.id().value())
                .bind("account", passkey.account().value())
                .bind("name", passkey.name().value())
                .bind("credential", passkey.credentialId())
                .bind("public_key", passkey.publicKey())
                .bind("counter", passkey.counter())
                .bind("synced", passkey.isSynced())
                .bind("suspect", passkey.isSuspect())
                .bind("created_at", passkey.createdAt().toEpochMilli())
                .bind("last_used_at", Columns.millis(passkey.lastUsedAt()))
                .execute());
    }

    @Override
    public Optional<Passkey> findByCredential(String credentialId) {
        return one(OF_CREDENTIAL, credentialId);
    }

    @Override
    public Optional<Passkey> lockByCredential(String credentialId) {
        return one(OF_CREDENTIAL + database.holdRows(), credentialId);
    }

    private Optional<Passkey> one(String sql, String credentialId) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("credential", credentialId)
                .map(SqlPasskeyStore::read)
                .findOne());
    }

    @Override
    public void update(Passkey passkey) {
        int _ = database.write(handle -> handle.createUpdate("""
                        UPDATE passkeys
                        SET counter = :counter, synced = :synced, suspect = :suspect, last_used_at = :last_used_at
                        WHERE id = :id AND account_id = :account
                        """)
                .bind("id", passkey.id().value())
                .bind("account", passkey.account().value())
                .bind("counter", passkey.counter())
                .bind("synced", passkey.isSynced())
                .bind("suspect", passkey.isSuspect())
                .bind("last_used_at", Columns.millis(passkey.lastUsedAt()))
                .execute());
    }

    @Override
    public List<Passkey> list(AccountId account) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE account_id = :account ORDER BY id DESC")
                .bind("account", account.value())
                .map(SqlPasskeyStore::read)
                .list());
    }

    @Override
    public boolean delete(AccountId account, PasskeyId id) {
        return database.write(
                        handle -> handle.createUpdate("DELETE FROM passkeys WHERE account_id = :account AND id = :id")
                                .bind("account", account.value())
                                .bind("id", id.value())
                                .execute())
                > 0;
    }

    private static Passkey read(ResultSet row, StatementContext context) throws SQLException {
        return new Passkey(
                new PasskeyId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                new DisplayName(row.getString("name")),
                row.getString("credential_id"),
                row.getString("public_key"),
                row.getLong("counter"),
                row.getBoolean("synced"),
                row.getBoolean("suspect"),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "last_used_at"));
    }
}
