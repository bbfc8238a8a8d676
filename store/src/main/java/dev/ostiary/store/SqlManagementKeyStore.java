package dev.ostiary.store;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.ManagementKeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Management keys, in a table apart from API keys: neither can be found as the other.
final class SqlManagementKeyStore implements ManagementKeyStore {
    private final Database database;

    SqlManagementKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(ManagementKey key) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO management_keys (id, name, confined_to, digest, pepper_id, mask, created_at, expires_at,
                            revoked_at)
                        VALUES (:id, :name, :confined_to, :digest, :pepper_id, :mask, :created_at, :expires_at, :revoked_at)
                        """)
                .bind("id", key.id().value())
                .bind("name", key.name().value())
                .bind("confined_to", Columns.text(key.confinedTo()))
                .bind("digest", key.secret().digest().bytes())
                .bind("pepper_id", key.secret().pepperNumber())
                .bind("mask", key.secret().mask())
                .bind("created_at", key.createdAt().toEpochMilli())
                .bind("expires_at", Columns.millis(key.expiresAt()))
                .bind("revoked_at", Columns.millis(key.revokedAt()))
                .execute());
    }

    @Override
    public Optional<ManagementKey> findByDigest(KeyDigest digest) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, confined_to, digest, pepper_id, mask, created_at, expires_at, revoked_at
                        FROM management_keys
                        WHERE digest = :digest
                        """)
                .bind("digest", digest.bytes())
                .map(SqlManagementKeyStore::read)
                .findOne());
    }

    private static ManagementKey read(ResultSet row, StatementContext context) throws SQLException {
        return new ManagementKey(
                new ManagementKeyId(row.getString("id")),
                new DisplayName(row.getString("name")),
                Columns.optional(row, "confined_to", OrganizationId::new),
                Columns.secret(row),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.optionalInstant(row, "revoked_at"));
    }
}
