package dev.ostiary.store;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// Usage totals, one row a key.
final class SqlUsageStore implements UsageStore {
    private static final String ADD = """
            INSERT INTO key_usage (key_id, requests, last_used_at)
            VALUES (:key, :requests, :last_used_at)
            ON CONFLICT (key_id) DO UPDATE
            SET requests = key_usage.requests + excluded.requests,
                last_used_at = CASE WHEN excluded.last_used_at > key_usage.last_used_at
                                    THEN excluded.last_used_at
                                    ELSE key_usage.last_used_at END
            """;

    private final Database database;

    SqlUsageStore(Database database) {
        this.database = database;
    }

    /// Each key once, and in order: nodes that count the same keys at once wait for each other and not in a circle.
    @Override
    public void add(Collection<KeyUsage> batch) {
        Map<String, KeyUsage> sums = new TreeMap<>();
        for (KeyUsage usage : batch) {
            sums.merge(usage.key().value(), usage, KeyUsage::plus);
        }
        if (sums.isEmpty()) {
            return;
        }
        database.write(handle -> {
            PreparedBatch rows = handle.prepareBatch(ADD);
            sums.forEach((key, usage) -> rows.bind("key", key)
                    .bind("requests", usage.requests())
                    .bind("last_used_at", usage.lastUsedAt().toEpochMilli())
                    .add());
            return rows.execute();
        });
    }

    @Override
    public Map<KeyId, KeyUsage> find(Collection<KeyId> keys) {
        return database
                .read(handle -> Chunks.ask(
                        keys,
                        ids -> handle.createQuery(
                                        "SELECT key_id, requests, last_used_at FROM key_usage WHERE key_id IN (<ids>)")
                                .bindList("ids", ids)
                                .map(SqlUsageStore::read)
                                .list()))
                .stream()
                .collect(Collectors.toMap(KeyUsage::key, Function.identity()));
    }

    private static KeyUsage read(ResultSet row, StatementContext context) throws SQLException {
        return new KeyUsage(
                new KeyId(row.getString("key_id")), row.getLong("requests"), Columns.instant(row, "last_used_at"));
    }
}
