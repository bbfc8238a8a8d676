package dev.ostiary.store;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Who accounts are at identity providers.
final class SqlIdentityStore implements IdentityStore {
    private static final String SELECT = "SELECT provider_id, subject, account_id, created_at FROM identities ";

    private final Database database;

    SqlIdentityStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Identity identity) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO identities (provider_id, subject, account_id, created_at)
                        VALUES (:provider, :subject, :account, :created_at)
                        """)
                .bind("provider", identity.provider().value())
                .bind("subject", identity.subject())
                .bind("account", identity.account().value())
                .bind("created_at", identity.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Identity> find(IdentityProviderId provider, String subject) {
        return database.read(
                handle -> handle.createQuery(SELECT + "WHERE provider_id = :provider AND subject = :subject")
                        .bind("provider", provider.value())
                        .bind("subject", subject)
                        .map(SqlIdentityStore::read)
                        .findOne());
    }

    @Override
    public List<Identity> list(AccountId account) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE account_id = :account ORDER BY created_at")
                .bind("account", account.value())
                .map(SqlIdentityStore::read)
                .list());
    }

    @Override
    public boolean delete(AccountId account, IdentityProviderId provider) {
        return database.write(handle -> handle.createUpdate(
                                "DELETE FROM identities WHERE account_id = :account AND provider_id = :provider")
                        .bind("account", account.value())
                        .bind("provider", provider.value())
                        .execute())
                > 0;
    }

    private static Identity read(ResultSet row, StatementContext context) throws SQLException {
        return new Identity(
                new IdentityProviderId(row.getString("provider_id")),
                row.getString("subject"),
                new AccountId(row.getString("account_id")),
                Columns.instant(row, "created_at"));
    }
}
