package dev.ostiary.store;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Organizations, in a table of their own.
final class SqlOrganizationStore implements OrganizationStore {
    static final String SELECT = "SELECT id, slug, name, created_at FROM organizations WHERE deleted_at IS NULL";

    private static final String AFTER =
            " AND (lower(name), id) > (SELECT lower(name), id FROM organizations WHERE id = :cursor)";

    /// Not every database knows the small letters of all alphabets: those are found as they are written.
    private static final String FOUND =
            " AND (lower(name) LIKE :lower ESCAPE '!' OR name LIKE :exact ESCAPE '!' OR slug LIKE :lower ESCAPE '!')";

    private final Database database;

    SqlOrganizationStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Organization organization) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO organizations (id, slug, name, created_at)
                        VALUES (:id, :slug, :name, :created_at)
                        """)
                .bind("id", organization.id().value())
                .bind("slug", organization.slug().value())
                .bind("name", organization.name().value())
                .bind("created_at", organization.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public void update(Organization organization) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE organizations SET name = :name WHERE id = :id AND deleted_at IS NULL")
                .bind("id", organization.id().value())
                .bind("name", organization.name().value())
                .execute());
    }

    @Override
    public void delete(OrganizationId id, Instant at) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE organizations SET deleted_at = :at WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return database.read(handle -> handle.createQuery(SELECT + " AND id = :id")
                .bind("id", id.value())
                .map(SqlOrganizationStore::read)
                .findOne());
    }

    @Override
    public Optional<Organization> lock(OrganizationId id) {
        return database.read(handle -> handle.createQuery(SELECT + " AND id = :id" + database.holdRows())
                .bind("id", id.value())
                .map(SqlOrganizationStore::read)
                .findOne());
    }

    @Override
    public Optional<Organization> findBySlug(Slug slug) {
        return database.read(handle -> handle.createQuery(SELECT + " AND slug = :slug")
                .bind("slug", slug.value())
                .map(SqlOrganizationStore::read)
                .findOne());
    }

    @Override
    public boolean isEmpty(OrganizationId id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT NOT EXISTS (SELECT 1 FROM agents WHERE organization_id = :id AND deleted_at IS NULL)
                           AND NOT EXISTS (SELECT 1 FROM api_keys
                                           WHERE organization_id = :id AND revoked_at IS NULL AND deleted_at IS NULL)
                           AND NOT EXISTS (SELECT 1 FROM routes WHERE organization_id = :id)
                           AND NOT EXISTS (SELECT 1 FROM provider_keys WHERE organization_id = :id)
                        """)
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Page<Organization> list(PageRequest page) {
        return database.read(handle -> Listing.page(
                handle.createQuery(SELECT + Listing.PAGE),
                page,
                SqlOrganizationStore::read,
                found -> found.id().value()));
    }

    @Override
    public List<Organization> named(Set<OrganizationId> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.read(handle -> handle.createQuery(SELECT + " AND id IN (<ids>) ORDER BY lower(name), id")
                        .bindList("ids", ids.stream().map(OrganizationId::value).toList())
                        .map(SqlOrganizationStore::read)
                        .list());
    }

    /// The place of a cursor is that of its row, which stays when the organization is deleted.
    @Override
    public Page<Organization> search(String text, PageRequest page) {
        String exact = AuditConditions.pattern(text.replace('\0', ' '));
        List<Organization> read = database.read(handle -> {
            Query query = handle.createQuery(SELECT + FOUND + (page.cursor().isPresent() ? AFTER : "")
                            + " ORDER BY lower(name), id LIMIT :limit")
                    .bind("exact", exact)
                    .bind("lower", exact.toLowerCase(Locale.ROOT))
                    .bind("limit", page.limit() + 1);
            page.cursor().ifPresent(cursor -> query.bind("cursor", Listing.position(cursor)));
            return query.map(SqlOrganizationStore::read).list();
        });
        return Page.of(read, page, organization -> organization.id().value());
    }

    static Organization read(ResultSet row, StatementContext context) throws SQLException {
        return new Organization(
                new OrganizationId(row.getString("id")),
                new Slug(row.getString("slug")),
                new DisplayName(row.getString("name")),
                Columns.instant(row, "created_at"));
    }
}
