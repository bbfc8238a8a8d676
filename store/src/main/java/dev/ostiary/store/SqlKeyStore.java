package dev.ostiary.store;

import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeySort;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// API keys, tombstones included, in a table of their own.
final class SqlKeyStore implements KeyStore {
    private static final String SELECT = KeyTable.SELECTED + """
            FROM api_keys k
            WHERE k.organization_id = :organization AND k.deleted_at IS NULL
            """;

    private final Database database;
    private final OwnedRows<ApiKey> rows;

    SqlKeyStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, KeyTable::read, found -> found.id().value());
    }

    @Override
    public void insert(ApiKey key) {
        database.write(handle -> {
            int added = KeyTable.bind(key, handle.createUpdate(KeyTable.INSERT)).execute();
            KeyTermIndex.add(handle, key);
            return added
                    + handle.createUpdate(SqlUsageStore.UNUSED)
                            .bind("key", key.id().value())
                            .bind("organization", key.organization().value())
                            .execute();
        });
    }

    @Override
    public void update(ApiKey key) {
        database.write(handle -> {
            KeyTermIndex.update(handle, key);
            if (key.deletedAt().isPresent()) {
                int _ = handle.createUpdate(UsageAddresses.FORGET)
                        .bind("key", key.id().value())
                        .execute();
            }
            return KeyTable.bind(key, handle.createUpdate(KeyTable.UPDATE)).execute();
        });
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, KeyId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<ApiKey> lock(OrganizationId organization, KeyId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, KeyFilter filter, KeySort sort, PageRequest page) {
        return database.read(handle -> new KeyPage(organization, sort, page)
                .read(handle, new KeyListingQuery(database.dialect(), organization, filter)));
    }

    @Override
    public List<KeyId> listLive(OrganizationId organization, KeyFilter filter) {
        return database.read(handle -> new KeyListingQuery(database.dialect(), organization, filter)
                .prepare(handle, "SELECT k.id ", false)
                .end(" AND k.revoked_at IS NULL ORDER BY k.id")
                .mapTo(String.class)
                .map(KeyId::new)
                .list());
    }

    /// Ordered, so that two who hold the same keys wait for each other and not in a circle.
    @Override
    public List<ApiKey> lockLive(OrganizationId organization, Collection<KeyId> keys) {
        String live = "AND revoked_at IS NULL AND id IN (<ids>) ORDER BY id" + database.holdRows();
        return database.read(handle -> Chunks.ask(
                keys,
                ids -> handle.createQuery(SELECT + live)
                        .bind("organization", organization.value())
                        .bindList("ids", ids)
                        .map(KeyTable::read)
                        .list()));
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, KeyFilter filter) {
        String liveInOrder = " AND k.revoked_at IS NULL ORDER BY k.id" + database.holdRows();
        return database.read(handle -> new KeyListingQuery(database.dialect(), organization, filter)
                .all(handle, KeyTable.SELECTED)
                .end(liveInOrder)
                .map(KeyTable::read)
                .list());
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, RouteId route) {
        String bound = " AND route_ids IS NOT NULL AND revoked_at IS NULL ORDER BY id" + database.holdRows();
        return database.read(handle ->
                handle
                        .createQuery(SELECT + bound)
                        .bind("organization", organization.value())
                        .map(KeyTable::read)
                        .stream()
                        .filter(key -> key.binding().covers(route))
                        .toList());
    }

    @Override
    public int countLive(OrganizationId organization, int most) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM api_keys"
                        + " WHERE organization_id = :organization AND revoked_at IS NULL AND deleted_at IS NULL"
                        + " LIMIT :most) live")
                .bind("organization", organization.value())
                .bind("most", most + 1L)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean opensProtected(OrganizationId organization, KeyBinding binding) {
        String environment = switch (binding) {
            case KeyBinding.WholeOrganization _ -> "";
            case KeyBinding.AgentInEnvironment(var _, EnvironmentId only) -> only.value();
            case KeyBinding.OwnRoutes _ -> "none";
        };
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (
                            SELECT 1 FROM environments
                            WHERE organization_id = :organization AND protected AND deleted_at IS NULL
                                AND :environment IN ('', id)
                        )
                        """)
                .bind("organization", organization.value())
                .bind("environment", environment)
                .mapTo(Boolean.class)
                .one());
    }
}
