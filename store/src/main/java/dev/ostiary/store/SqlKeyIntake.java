package dev.ostiary.store;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyIntake;
import dev.ostiary.core.key.SearchTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes in many keys by few statements.
final class SqlKeyIntake implements KeyIntake {
    private final Database database;

    SqlKeyIntake(Database database) {
        this.database = database;
    }

    @Override
    public Map<KeyDigest, OrganizationId> owners(Collection<KeyDigest> digests) {
        return database.read(handle -> {
            Map<KeyDigest, OrganizationId> owners = new HashMap<>();
            List<byte[]> all = digests.stream().map(KeyDigest::bytes).toList();
            for (int from = 0; from < all.size(); from += Chunks.SIZE) {
                List<byte[]> chunk = all.subList(from, Math.min(from + Chunks.SIZE, all.size()));
                owners(
                        handle,
                        "SELECT digest, organization_id FROM api_keys WHERE digest IN (<digests>)",
                        chunk,
                        owners);
                owners(
                        handle,
                        "SELECT s.digest, k.organization_id FROM replaced_secrets s JOIN api_keys k ON k.id = s.key_id"
                                + " WHERE s.digest IN (<digests>)",
                        chunk,
                        owners);
            }
            return owners;
        });
    }

    private static void owners(Handle handle, String sql, List<byte[]> digests, Map<KeyDigest, OrganizationId> owners) {
        handle.createQuery(sql)
                .bindList("digests", digests)
                .map((row, context) -> Map.entry(
                        KeyDigest.of(row.getBytes("digest")), new OrganizationId(row.getString("organization_id"))))
                .forEach(owner -> owners.put(owner.getKey(), owner.getValue()));
    }

    @Override
    public Set<DisplayName> liveNames(OrganizationId organization, Collection<DisplayName> names) {
        return database.read(handle -> new HashSet<>(Chunks.ask(
                names,
                chunk -> handle.createQuery("SELECT name FROM api_keys WHERE organization_id = :organization"
                                + " AND name IN (<names>) AND revoked_at IS NULL AND deleted_at IS NULL")
                        .bind("organization", organization.value())
                        .bindList("names", chunk)
                        .mapTo(String.class)
                        .map(DisplayName::new)
                        .list())));
    }

    @Override
    public void insertAll(List<ApiKey> keys) {
        List<@Nullable Object[]> rows = new ArrayList<>(keys.size());
        List<@Nullable Object[]> unused = new ArrayList<>(keys.size());
        List<List<String>> terms = keys.stream().map(SearchTerms::of).toList();
        for (int i = 0; i < keys.size(); i++) {
            ApiKey key = keys.get(i);
            rows.add(KeyTable.values(key, terms.get(i)));
            unused.add(
                    new @Nullable Object[] {key.id().value(), key.organization().value(), 0L, 0L});
        }
        Object _ = database.inTransaction(() -> {
            database.insertAll("api_keys", KeyTable.COLUMNS, rows);
            database.insertAll("key_terms", KeyTermIndex.COLUMNS, KeyTermIndex.rows(keys, terms));
            database.insertAll("key_usage", SqlUsageStore.UNUSED_COLUMNS, unused);
            return database.write(handle -> {
                database.dialect().grown(handle, List.of("api_keys", "key_terms", "key_usage"));
                return keys;
            });
        });
    }
}
