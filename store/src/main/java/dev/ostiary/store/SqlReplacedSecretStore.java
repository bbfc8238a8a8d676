package dev.ostiary.store;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ReplacedSecret;
import dev.ostiary.core.key.ReplacedSecretStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/// Secrets that were replaced, in a table of their own.
final class SqlReplacedSecretStore implements ReplacedSecretStore {
    /// Begins at the few secrets that were replaced: an organization's keys would all be read before one matched.
    static final String LISTING = """
            SELECT digest, key_id, pepper_id, mask, replaced_at, accepted_until
            FROM (SELECT s.*, row_number() OVER (PARTITION BY s.key_id
                                                 ORDER BY s.replaced_at DESC, s.digest) AS number
                  FROM replaced_secrets s
                  <in_order> api_keys k ON k.id = s.key_id AND k.organization_id = :organization
                  WHERE s.key_id IN (<ids>)) numbered
            WHERE number <= :most
            ORDER BY key_id, number
            """;

    private final Database database;

    SqlReplacedSecretStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(ReplacedSecret secret) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO replaced_secrets (digest, key_id, pepper_id, mask, replaced_at, accepted_until)
                        VALUES (:digest, :key, :pepper_id, :mask, :replaced_at, :accepted_until)
                        """)
                .bind("digest", secret.secret().digest().bytes())
                .bind("key", secret.key().value())
                .bind("pepper_id", secret.secret().pepperNumber())
                .bind("mask", secret.secret().mask())
                .bind("replaced_at", secret.replacedAt().toEpochMilli())
                .bind("accepted_until", secret.acceptedUntil().toEpochMilli())
                .execute());
    }

    @Override
    public void end(KeyId key, Instant until) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE replaced_secrets SET accepted_until = :until
                        WHERE key_id = :key AND accepted_until > :until
                        """)
                .bind("key", key.value())
                .bind("until", until.toEpochMilli())
                .execute());
    }

    @Override
    public List<ReplacedSecret> list(OrganizationId organization, Collection<KeyId> keys) {
        return database.read(handle -> Chunks.ask(
                keys,
                ids -> handle.createQuery(LISTING)
                        .define("in_order", database.dialect().joinInOrder())
                        .bind("organization", organization.value())
                        .bind("most", SHOWN)
                        .bindList("ids", ids)
                        .map(SqlReplacedSecretStore::read)
                        .list()));
    }

    static ReplacedSecret read(ResultSet row, StatementContext context) throws SQLException {
        return new ReplacedSecret(
                new KeyId(row.getString("key_id")),
                Columns.secret(row),
                Columns.instant(row, "replaced_at"),
                Columns.instant(row, "accepted_until"));
    }
}
