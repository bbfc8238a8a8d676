package dev.ostiary.store;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// Usage totals, one row a key.
final class SqlUsageStore implements UsageStore {
    /// The row of a key that is new.
    static final String UNUSED = """
            INSERT INTO key_usage (key_id, organization_id, requests, last_used_at) VALUES (:key, :organization, 0, 0)
            ON CONFLICT (key_id) DO UPDATE SET organization_id = excluded.organization_id
            """;

    static final List<String> UNUSED_COLUMNS = List.of("key_id", "organization_id", "requests", "last_used_at");

    private static final String SELECT =
            "SELECT key_id, requests, last_used_at, last_address, addresses FROM key_usage\n";

    private static final String ADD_TO = """
            INSERT INTO %1$s (%2$s, requests, last_used_at, last_address%3$s)
            VALUES (:key, :requests, :last_used_at, :last_address%4$s)
            ON CONFLICT (%2$s) DO UPDATE
            SET requests = %1$s.requests + excluded.requests,%5$s
                last_address = CASE %6$sWHEN excluded.last_used_at >= %1$s.last_used_at
                                    THEN excluded.last_address
                                    ELSE %1$s.last_address END,
                last_used_at = CASE WHEN excluded.last_used_at > %1$s.last_used_at
                                    THEN excluded.last_used_at
                                    ELSE %1$s.last_used_at END
            """;

    private static final String ADD_FORMER = ADD_TO.formatted("replaced_secret_usage", "digest", "", "", "", "");

    private final Database database;
    private final String add;

    SqlUsageStore(Database database) {
        this.database = database;
        this.add = ADD_TO.formatted(
                "key_usage",
                "key_id",
                ", addresses",
                ", :addresses",
                "\n addresses = " + UsageAddresses.added(database.dialect()) + ",",
                "WHEN key_usage.addresses = '' THEN NULL ");
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
            PreparedBatch rows = handle.prepareBatch(add);
            sums.forEach((key, usage) -> rows.bind("key", key)
                    .bind("requests", usage.requests())
                    .bind("last_used_at", usage.lastUsedAt().toEpochMilli())
                    .bind("last_address", usage.lastAddress().orElse(null))
                    .bind("addresses", UsageAddresses.write(usage))
                    .add());
            return rows.execute();
        });
    }

    @Override
    public void addFormer(Collection<FormerSecretUsage> batch) {
        Map<byte[], FormerSecretUsage> sums = new TreeMap<>(Arrays::compareUnsigned);
        for (FormerSecretUsage usage : batch) {
            sums.merge(usage.secret().bytes(), usage, FormerSecretUsage::plus);
        }
        if (sums.isEmpty()) {
            return;
        }
        database.write(handle -> {
            PreparedBatch rows = handle.prepareBatch(ADD_FORMER);
            sums.forEach((digest, usage) -> rows.bind("key", digest)
                    .bind("requests", usage.requests())
                    .bind("last_used_at", usage.lastUsedAt().toEpochMilli())
                    .bind("last_address", usage.lastAddress().orElse(null))
                    .add());
            return rows.execute();
        });
    }

    /// From the index of use, at whose other end those that were never used stand.
    @Override
    public List<KeyUsage> latest(OrganizationId organization, int most) {
        return database.read(handle -> handle.createQuery(SELECT + """
                        WHERE organization_id = :organization AND last_used_at > 0
                        ORDER BY last_used_at DESC LIMIT :most
                        """)
                .bind("organization", organization.value())
                .bind("most", most)
                .map(SqlUsageStore::read)
                .list());
    }

    @Override
    public Map<KeyId, KeyUsage> find(Collection<KeyId> keys) {
        return database
                .read(handle -> Chunks.ask(
                        keys,
                        ids -> handle.createQuery(SELECT + "WHERE key_id IN (<ids>) AND requests > 0")
                                .bindList("ids", ids)
                                .map(SqlUsageStore::read)
                                .list()))
                .stream()
                .collect(Collectors.toMap(KeyUsage::key, Function.identity()));
    }

    @Override
    public Map<KeyDigest, FormerSecretUsage> findFormer(Collection<KeyDigest> secrets) {
        return database.read(handle -> {
            Map<KeyDigest, FormerSecretUsage> found = new HashMap<>();
            for (KeyDigest secret : secrets) {
                handle.createQuery("SELECT digest, requests, last_used_at, last_address FROM replaced_secret_usage"
                                + " WHERE digest = :digest")
                        .bind("digest", secret.bytes())
                        .map(SqlUsageStore::readFormer)
                        .findOne()
                        .ifPresent(usage -> found.put(secret, usage));
            }
            return found;
        });
    }

    private static KeyUsage read(ResultSet row, StatementContext context) throws SQLException {
        Instant lastUsedAt = Columns.instant(row, "last_used_at");
        return new KeyUsage(
                new KeyId(row.getString("key_id")),
                row.getLong("requests"),
                lastUsedAt,
                UsageAddresses.read(
                        Columns.optional(row, "last_address", Function.identity()),
                        lastUsedAt,
                        Columns.optional(row, "addresses", Function.identity())));
    }

    private static FormerSecretUsage readFormer(ResultSet row, StatementContext context) throws SQLException {
        return new FormerSecretUsage(
                KeyDigest.of(row.getBytes("digest")),
                row.getLong("requests"),
                Columns.instant(row, "last_used_at"),
                Columns.optional(row, "last_address", Function.identity()));
    }
}
