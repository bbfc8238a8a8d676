package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.installation.MasterKeyRecord;
import dev.ostiary.core.installation.MasterKeyStore;
import dev.ostiary.core.installation.MasterKeyUse;
import dev.ostiary.core.node.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The generations of the master key, and which nodes have them.
final class SqlMasterKeyStore implements MasterKeyStore {
    private static final String SELECT = """
            SELECT generation, check_value, created_at, created_by, activated_at, retired_at
            FROM master_keys ORDER BY generation
            """;

    private final Database database;

    SqlMasterKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public List<MasterKeyRecord> list() {
        return database.read(handle ->
                handle.createQuery(SELECT).map(SqlMasterKeyStore::read).list());
    }

    /// What is held is the installation's row: who adds a generation finds no row of it to hold.
    @Override
    public List<MasterKeyRecord> lock() {
        String sql = "SELECT only_row FROM installation WHERE only_row = 1" + database.holdRows();
        int _ = database.read(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
        return list();
    }

    @Override
    public void insert(MasterKeyRecord generation) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO master_keys (generation, check_value, created_at, created_by, activated_at, retired_at)
                        VALUES (:generation, :check, :created_at, :created_by, :activated_at, :retired_at)
                        """)
                .bind("generation", generation.generation())
                .bind("check", generation.check())
                .bind("created_at", generation.created().at().toEpochMilli())
                .bind("created_by", generation.created().by())
                .bind("activated_at", Columns.millis(generation.activatedAt()))
                .bind("retired_at", Columns.millis(generation.retiredAt()))
                .execute());
    }

    @Override
    public void update(MasterKeyRecord generation) {
        int _ = database.write(handle -> handle.createUpdate("""
                        UPDATE master_keys SET activated_at = :activated_at, retired_at = :retired_at
                        WHERE generation = :generation
                        """)
                .bind("generation", generation.generation())
                .bind("activated_at", Columns.millis(generation.activatedAt()))
                .bind("retired_at", Columns.millis(generation.retiredAt()))
                .execute());
    }

    @Override
    public Map<Integer, MasterKeyUse> use(Instant now) {
        return database.read(handle -> {
            Map<Integer, MasterKeyUse> use = new HashMap<>();
            countFormerSecrets(handle, now, use);
            count(
                    handle,
                    "SELECT generation, count(*) AS things FROM provider_keys GROUP BY generation",
                    use,
                    things -> new MasterKeyUse(things, 0, 0));
            count(
                    handle,
                    "SELECT generation, count(*) AS things FROM identity_providers GROUP BY generation",
                    use,
                    things -> new MasterKeyUse(things, 0, 0));
            count(
                    handle,
                    "SELECT pepper_id AS generation, count(*) AS things FROM api_keys"
                            + " WHERE revoked_at IS NULL AND deleted_at IS NULL GROUP BY pepper_id",
                    use,
                    things -> new MasterKeyUse(0, things, 0));
            count(
                    handle,
                    "SELECT pepper_id AS generation, count(*) AS things FROM management_keys"
                            + " WHERE revoked_at IS NULL GROUP BY pepper_id",
                    use,
                    things -> new MasterKeyUse(0, 0, things));
            return use;
        });
    }

    private static void count(
            Handle handle, String sql, Map<Integer, MasterKeyUse> use, LongFunction<MasterKeyUse> ofThings) {
        count(handle.createQuery(sql), use, ofThings);
    }

    /// Keys whose own secret has the same pepper are counted with it.
    private static void countFormerSecrets(Handle handle, Instant now, Map<Integer, MasterKeyUse> use) {
        Query former = handle.createQuery("""
                        SELECT s.pepper_id AS generation, count(DISTINCT s.key_id) AS things
                        FROM replaced_secrets s JOIN api_keys k ON k.id = s.key_id
                        WHERE s.accepted_until > :now AND s.pepper_id <> k.pepper_id
                          AND k.revoked_at IS NULL AND k.deleted_at IS NULL
                        GROUP BY s.pepper_id
                        """).bind("now", now.toEpochMilli());
        count(former, use, things -> new MasterKeyUse(0, things, 0));
    }

    private static void count(Query counts, Map<Integer, MasterKeyUse> use, LongFunction<MasterKeyUse> ofThings) {
        counts.map((row, _) -> Map.entry(row.getInt("generation"), row.getLong("things")))
                .forEach(row -> use.merge(row.getKey(), ofThings.apply(row.getValue()), SqlMasterKeyStore::sum));
    }

    private static MasterKeyUse sum(MasterKeyUse one, MasterKeyUse other) {
        return new MasterKeyUse(
                one.providerKeys() + other.providerKeys(),
                one.apiKeys() + other.apiKeys(),
                one.managementKeys() + other.managementKeys());
    }

    @Override
    public void hold(int generation, NodeId node, Instant at) {
        int _ = database.write(handle -> handle.createUpdate("""
                        INSERT INTO master_key_holders (generation, node_id, at) VALUES (:generation, :node, :at)
                        ON CONFLICT (generation, node_id) DO NOTHING
                        """)
                .bind("generation", generation)
                .bind("node", node.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Set<NodeId> holders(int generation) {
        return database.read(
                handle -> handle.createQuery("SELECT node_id FROM master_key_holders WHERE generation = :generation")
                        .bind("generation", generation)
                        .mapTo(String.class)
                        .map(NodeId::new)
                        .set());
    }

    private static MasterKeyRecord read(ResultSet row, StatementContext context) throws SQLException {
        return new MasterKeyRecord(
                row.getInt("generation"),
                row.getString("check_value"),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                Columns.optionalInstant(row, "activated_at"),
                Columns.optionalInstant(row, "retired_at"));
    }
}
