package dev.ostiary.store;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.TestKey;
import dev.ostiary.core.key.TestKeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Test keys, in a table of their own.
final class SqlTestKeyStore implements TestKeyStore {
    /// What nodes keep of them, in the columns of [KeyColumns#SELECT]; more conditions may follow.
    static final String ENTRIES = """
            SELECT id, digest, public_id, name, organization_id, agent_id, environment_id, NULL, NULL, NULL,
                   NULL, NULL, NULL, NULL, FALSE, FALSE, expires_at
            FROM test_keys
            WHERE organization_id NOT IN (SELECT id FROM organizations WHERE deleted_at IS NOT NULL)
            """;

    private static final String ALL = """
            SELECT id, organization_id, agent_id, environment_id, holder, name, public_id, digest, pepper_id, mask,
                   issued_at, expires_at
            FROM test_keys
            """;

    private static final String SELECT = ALL + "WHERE organization_id = :organization ";

    private final Database database;

    SqlTestKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<TestKey> find(OrganizationId organization, String holder, KeyBinding.AgentInEnvironment binding) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "AND holder = :holder AND agent_id = :agent AND environment_id = :environment")
                .bind("organization", organization.value())
                .bind("holder", holder)
                .bind("agent", binding.agent().value())
                .bind("environment", binding.environment().value())
                .map(SqlTestKeyStore::read)
                .findOne());
    }

    @Override
    public void put(TestKey key) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO test_keys (id, organization_id, agent_id, environment_id, holder, name, public_id,
                            digest, pepper_id, mask, issued_at, expires_at)
                        VALUES (:id, :organization, :agent, :environment, :holder, :name, :public_id,
                            :digest, :pepper, :mask, :issued_at, :expires_at)
                        ON CONFLICT (id) DO UPDATE
                        SET name = excluded.name, digest = excluded.digest, pepper_id = excluded.pepper_id,
                            mask = excluded.mask, issued_at = excluded.issued_at, expires_at = excluded.expires_at
                        WHERE test_keys.organization_id = excluded.organization_id
                        """)
                .bind("id", key.id().value())
                .bind("organization", key.organization().value())
                .bind("agent", key.binding().agent().value())
                .bind("environment", key.binding().environment().value())
                .bind("holder", key.holder())
                .bind("name", key.name().value())
                .bind("public_id", key.publicId())
                .bind("digest", key.secret().digest().bytes())
                .bind("pepper", key.secret().pepperNumber())
                .bind("mask", key.secret().mask())
                .bind("issued_at", key.issuedAt().toEpochMilli())
                .bind("expires_at", key.expiresAt().toEpochMilli())
                .execute());
    }

    @Override
    public List<TestKey> listOf(OrganizationId organization, String holder) {
        return database.read(handle -> handle.createQuery(SELECT + "AND holder = :holder ORDER BY id")
                .bind("organization", organization.value())
                .bind("holder", holder)
                .map(SqlTestKeyStore::read)
                .list());
    }

    @Override
    public List<TestKey> listOf(String holder) {
        return database.read(handle -> handle.createQuery(ALL + "WHERE holder = :holder ORDER BY id")
                .bind("holder", holder)
                .map(SqlTestKeyStore::read)
                .list());
    }

    @Override
    public List<TestKey> listFor(
            OrganizationId organization, Optional<AgentId> agent, Optional<EnvironmentId> environment) {
        String condition = (agent.isPresent() ? "AND agent_id = :agent " : "")
                + (environment.isPresent() ? "AND environment_id = :environment " : "");
        return database.read(handle -> {
            Query query =
                    handle.createQuery(SELECT + condition + "ORDER BY id").bind("organization", organization.value());
            agent.ifPresent(id -> query.bind("agent", id.value()));
            environment.ifPresent(id -> query.bind("environment", id.value()));
            return query.map(SqlTestKeyStore::read).list();
        });
    }

    @Override
    public void delete(OrganizationId organization, KeyId id) {
        database.write(handle -> handle.createUpdate(
                        "DELETE FROM test_keys WHERE organization_id = :organization AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .execute());
    }

    /// Each is asked again as it is deleted: one that was renewed meanwhile stays. Its usage goes with it.
    @Override
    public List<KeyId> deleteExpired(Instant now, int most) {
        return database.write(handle -> {
            List<String> expired = handle.createQuery(
                            "SELECT id FROM test_keys WHERE expires_at <= :now ORDER BY id LIMIT :most")
                    .bind("now", now.toEpochMilli())
                    .bind("most", most)
                    .mapTo(String.class)
                    .list();
            List<KeyId> gone = new ArrayList<>();
            for (String id : expired) {
                int deleted = handle.createUpdate("DELETE FROM test_keys WHERE id = :id AND expires_at <= :now")
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .execute();
                if (deleted == 1) {
                    handle.execute("DELETE FROM key_usage WHERE key_id = ?", id);
                    gone.add(new KeyId(id));
                }
            }
            return gone;
        });
    }

    private static TestKey read(ResultSet row, StatementContext context) throws SQLException {
        return new TestKey(
                new KeyId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new KeyBinding.AgentInEnvironment(
                        new AgentId(row.getString("agent_id")), new EnvironmentId(row.getString("environment_id"))),
                row.getString("holder"),
                new DisplayName(row.getString("name")),
                row.getString("public_id"),
                Columns.secret(row),
                Columns.instant(row, "issued_at"),
                Columns.instant(row, "expires_at"));
    }
}
