package dev.ostiary.store;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyPolicy;
import dev.ostiary.core.key.KeyPolicyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// What organizations allow of their keys, in a table of its own.
final class SqlKeyPolicyStore implements KeyPolicyStore {
    private final Database database;

    SqlKeyPolicyStore(Database database) {
        this.database = database;
    }

    @Override
    public KeyPolicy get(OrganizationId organization) {
        return database.read(handle -> handle.createQuery("""
                        SELECT longest_life, may_never_expire, most_live_keys FROM key_policies
                        WHERE organization_id = :organization
                        """)
                .bind("organization", organization.value())
                .map(SqlKeyPolicyStore::read)
                .findOne()
                .orElse(KeyPolicy.OPEN));
    }

    @Override
    public void set(OrganizationId organization, KeyPolicy policy) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO key_policies (organization_id, longest_life, may_never_expire, most_live_keys)
                        VALUES (:organization, :longest_life, :may_never_expire, :most_live_keys)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET longest_life = excluded.longest_life, may_never_expire = excluded.may_never_expire,
                            most_live_keys = excluded.most_live_keys
                        """)
                .bind("organization", organization.value())
                .bind(
                        "longest_life",
                        policy.longestLife().map(Duration::toSeconds).orElse(null))
                .bind("may_never_expire", policy.mayNeverExpire())
                .bind("most_live_keys", policy.mostLiveKeys().orElse(null))
                .execute());
    }

    private static KeyPolicy read(ResultSet row, StatementContext context) throws SQLException {
        long life = row.getLong("longest_life");
        Optional<Duration> longest = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(life));
        int most = row.getInt("most_live_keys");
        Optional<Integer> mostKeys = row.wasNull() ? Optional.empty() : Optional.of(most);
        return new KeyPolicy(longest, row.getBoolean("may_never_expire"), mostKeys);
    }
}
