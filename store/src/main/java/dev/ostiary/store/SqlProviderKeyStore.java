package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProviderKeyId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.vault.ProviderKey;
import dev.ostiary.core.vault.ProviderKeyListing;
import dev.ostiary.core.vault.ProviderKeySort;
import dev.ostiary.core.vault.ProviderKeyStore;
import dev.ostiary.core.vault.SealedSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Provider keys, in a table of their own. Deleting one deletes its row.
final class SqlProviderKeyStore implements ProviderKeyStore {
    private static final String COLUMNS = """
            SELECT id, organization_id, name, mask, version, generation, ciphertext,
                   created_at, created_by, changed_at, changed_by, last_used_at
            FROM provider_keys
            """;

    private static final String SELECT = COLUMNS + "WHERE organization_id = :organization\n";

    private final Database database;
    private final OwnedRows<ProviderKey> rows;

    SqlProviderKeyStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, SqlProviderKeyStore::read, found -> found.id().value());
    }

    @Override
    public void insert(ProviderKey key) {
        int _ = database.write(handle -> bind(key, handle.createUpdate("""
                                INSERT INTO provider_keys (id, organization_id, name, search_name, mask, version, generation,
                                    ciphertext, created_at, created_by, changed_at, changed_by, last_used_at)
                                VALUES (:id, :organization, :name, :search_name, :mask, :version, :generation,
                                    :ciphertext, :created_at, :created_by, :changed_at, :changed_by, :last_used_at)
                                """))
                .bind("created_at", key.created().at().toEpochMilli())
                .bind("created_by", key.created().by())
                .bind("last_used_at", Columns.millis(key.lastUsedAt()))
                .execute());
    }

    @Override
    public void update(ProviderKey key) {
        int _ = database.write(handle -> bind(key, handle.createUpdate("""
                                UPDATE provider_keys
                                SET name = :name, search_name = :search_name, mask = :mask, version = :version,
                                    generation = :generation, ciphertext = :ciphertext,
                                    changed_at = :changed_at, changed_by = :changed_by
                                WHERE organization_id = :organization AND id = :id
                                """)).execute());
    }

    @Override
    public void delete(ProviderKey key) {
        int _ = database.write(handle -> handle.createUpdate(
                        "DELETE FROM provider_keys WHERE organization_id = :organization AND id = :id")
                .bind("organization", key.organization().value())
                .bind("id", key.id().value())
                .execute());
    }

    @Override
    public void markUsed(OrganizationId organization, ProviderKeyId id, Instant at) {
        int _ = database.write(handle -> handle.createUpdate("""
                        UPDATE provider_keys SET last_used_at = :at
                        WHERE organization_id = :organization AND id = :id
                          AND (last_used_at IS NULL OR last_used_at < :at)
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<ProviderKey> find(OrganizationId organization, ProviderKeyId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<ProviderKey> lock(OrganizationId organization, ProviderKeyId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Page<ProviderKey> list(OrganizationId organization, ProviderKeyListing listing) {
        return database.read(handle -> {
            Query query = handle.createQuery(sql(listing))
                    .bind("organization", organization.value())
                    .bind("limit", listing.limit() + 1);
            listing.search().ifPresent(text -> query.bind("search", pattern(text)));
            listing.after().ifPresent(position -> bind(query, listing.sort(), position));
            return listing.page(query.map(SqlProviderKeyStore::read).list());
        });
    }

    private static String sql(ProviderKeyListing listing) {
        String value = expression(listing.sort());
        String order = listing.isDescending() ? "DESC" : "ASC";
        return SELECT
                + (listing.search().isPresent() ? "AND search_name LIKE :search ESCAPE '!'\n" : "")
                + (listing.after().isPresent()
                        ? "AND (" + value + ", id) " + (listing.isDescending() ? "<" : ">") + " (:value, :id)\n"
                        : "")
                + "ORDER BY " + value + " " + order + ", id " + order + " LIMIT :limit";
    }

    private static String expression(ProviderKeySort sort) {
        return switch (sort) {
            case NAME -> "search_name";
            case CREATED -> "created_at";
            case CHANGED -> "changed_at";
            case LAST_USED -> "coalesce(last_used_at, 0)";
        };
    }

    private static void bind(Query query, ProviderKeySort sort, ProviderKeyListing.Position position) {
        if (sort == ProviderKeySort.NAME) {
            query.bind("value", position.value());
        } else {
            query.bind("value", Long.parseLong(position.value()));
        }
        query.bind("id", position.id().value());
    }

    /// What contains the text, whatever that is.
    private static String pattern(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    @Override
    public List<ProviderKey> lockOutdated(int generation, Optional<ProviderKeyId> after, int limit) {
        String sql = COLUMNS + "WHERE generation < :generation AND id > :after ORDER BY id LIMIT :limit"
                + database.holdRows();
        return database.read(handle -> handle.createQuery(sql)
                .bind("generation", generation)
                .bind("after", after.map(ProviderKeyId::value).orElse(""))
                .bind("limit", limit)
                .map(SqlProviderKeyStore::read)
                .list());
    }

    private static <S extends SqlStatement<S>> S bind(ProviderKey key, S statement) {
        return statement
                .bind("id", key.id().value())
                .bind("organization", key.organization().value())
                .bind("name", key.name().value())
                .bind("search_name", ProviderKeyListing.folded(key.name().value()))
                .bind("mask", key.mask())
                .bind("version", key.version())
                .bind("generation", key.value().generation())
                .bind("ciphertext", key.value().ciphertext())
                .bind("changed_at", key.changed().at().toEpochMilli())
                .bind("changed_by", key.changed().by());
    }

    private static ProviderKey read(ResultSet row, StatementContext context) throws SQLException {
        return new ProviderKey(
                new ProviderKeyId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new DisplayName(row.getString("name")),
                row.getString("mask"),
                row.getInt("version"),
                new SealedSecret(row.getInt("generation"), row.getString("ciphertext")),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")),
                Columns.optionalInstant(row, "last_used_at"));
    }
}
