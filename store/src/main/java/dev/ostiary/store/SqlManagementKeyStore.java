package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.management.ManagementKey;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Management keys, in a table apart from API keys: neither can be found as the other.
final class SqlManagementKeyStore implements ManagementKeyStore {
    private static final String SELECT = """
            SELECT id, name, confined_to, permissions, digest, pepper_id, mask, maker_id, parent_id, created_at, created_by,
                expires_at, revoked_at, last_used_at
            FROM management_keys
            WHERE\s""";

    private final Database database;

    SqlManagementKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(ManagementKey key) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO management_keys (id, name, confined_to, permissions, digest, pepper_id, mask, maker_id, parent_id,
                            created_at, created_by, expires_at, revoked_at, last_used_at)
                        VALUES (:id, :name, :confined_to, :permissions, :digest, :pepper_id, :mask, :maker_id, :parent_id, :created_at,
                            :created_by, :expires_at, :revoked_at, :last_used_at)
                        """)
                .bind("id", key.id().value())
                .bind("name", key.name().value())
                .bind("confined_to", Columns.text(key.confinedTo()))
                .bind("permissions", permissions(key))
                .bind("digest", key.secret().digest().bytes())
                .bind("pepper_id", key.secret().pepperNumber())
                .bind("mask", key.secret().mask())
                .bind("maker_id", Columns.text(key.maker()))
                .bind("parent_id", Columns.text(key.parent()))
                .bind("created_at", key.created().at().toEpochMilli())
                .bind("created_by", key.created().by())
                .bind("expires_at", Columns.millis(key.expiresAt()))
                .bind("revoked_at", Columns.millis(key.revokedAt()))
                .bind("last_used_at", Columns.millis(key.lastUsedAt()))
                .execute());
    }

    /// None at all stand as an empty text, so that null says everything.
    private static @Nullable String permissions(ManagementKey key) {
        return key.permissions()
                .map(some -> String.join(
                        "\n", some.stream().map(Permission::text).sorted().toList()))
                .orElse(null);
    }

    @Override
    public Optional<ManagementKey> findByDigest(KeyDigest digest) {
        return database.read(handle -> handle.createQuery(SELECT + "digest = :digest")
                .bind("digest", digest.bytes())
                .map(SqlManagementKeyStore::read)
                .findOne());
    }

    @Override
    public Optional<ManagementKey> find(ManagementKeyId id) {
        return database.read(handle -> handle.createQuery(SELECT + "id = :id")
                .bind("id", id.value())
                .map(SqlManagementKeyStore::read)
                .findOne());
    }

    @Override
    public Optional<ManagementKey> lock(Optional<OrganizationId> confinedTo, ManagementKeyId id) {
        String sql = SELECT + "id = :id AND coalesce(confined_to, '') = :place" + database.holdRows();
        return database.read(handle -> handle.createQuery(sql)
                .bind("id", id.value())
                .bind("place", place(confinedTo))
                .map(SqlManagementKeyStore::read)
                .findOne());
    }

    @Override
    public List<ManagementKey> lockLive(OrganizationId organization, AccountId maker) {
        String sql = SELECT + "confined_to = :organization AND maker_id = :maker AND revoked_at IS NULL ORDER BY id"
                + database.holdRows();
        return database.read(handle -> handle.createQuery(sql)
                .bind("organization", organization.value())
                .bind("maker", maker.value())
                .map(SqlManagementKeyStore::read)
                .list());
    }

    @Override
    public List<ManagementKey> lockLive(ManagementKeyId parent) {
        String sql = SELECT + "parent_id = :parent AND revoked_at IS NULL ORDER BY id" + database.holdRows();
        return database.read(handle -> handle.createQuery(sql)
                .bind("parent", parent.value())
                .map(SqlManagementKeyStore::read)
                .list());
    }

    private static String place(Optional<OrganizationId> confinedTo) {
        return confinedTo.map(OrganizationId::value).orElse("");
    }

    @Override
    public void update(ManagementKey key) {
        database.write(handle -> handle.createUpdate("UPDATE management_keys SET revoked_at = :at WHERE id = :id")
                .bind("id", key.id().value())
                .bind("at", Columns.millis(key.revokedAt()))
                .execute());
    }

    @Override
    public void used(ManagementKeyId id, Instant at) {
        database.write(handle -> handle.createUpdate("UPDATE management_keys SET last_used_at = :at WHERE id = :id")
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Page<ManagementKey> list(Optional<OrganizationId> confinedTo, PageRequest page) {
        return database.read(handle -> Listing.page(
                handle.createQuery(SELECT + "coalesce(confined_to, '') = :place" + Listing.PAGE)
                        .bind("place", place(confinedTo)),
                page,
                SqlManagementKeyStore::read,
                found -> found.id().value()));
    }

    private static ManagementKey read(ResultSet row, StatementContext context) throws SQLException {
        return new ManagementKey(
                new ManagementKeyId(row.getString("id")),
                new DisplayName(row.getString("name")),
                Columns.optional(row, "confined_to", OrganizationId::new),
                Columns.optional(row, "permissions", SqlManagementKeyStore::permissions),
                Columns.secret(row),
                Columns.optional(row, "maker_id", AccountId::new),
                Columns.optional(row, "parent_id", ManagementKeyId::new),
                new Stamp(
                        Columns.instant(row, "created_at"),
                        Columns.optional(row, "created_by", by -> by).orElse("system")),
                Columns.optionalInstant(row, "expires_at"),
                Columns.optionalInstant(row, "revoked_at"),
                Columns.optionalInstant(row, "last_used_at"));
    }

    /// A permission that this program does not know gives nothing.
    private static Set<Permission> permissions(String lines) {
        Set<Permission> permissions = new HashSet<>();
        lines.lines().forEach(line -> Permission.parse(line).ifPresent(permissions::add));
        return permissions;
    }
}
