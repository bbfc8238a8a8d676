package dev.ostiary.store;

import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Environments, in a table of their own.
final class SqlEnvironmentStore implements EnvironmentStore {
    private static final String SELECT = """
            SELECT id, organization_id, slug, name, created_at
            FROM environments
            WHERE organization_id = :organization AND deleted_at IS NULL
            """;

    private final Database database;

    SqlEnvironmentStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Environment environment) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO environments (id, organization_id, slug, name, created_at)
                        VALUES (:id, :organization, :slug, :name, :created_at)
                        """)
                .bind("id", environment.id().value())
                .bind("organization", environment.organization().value())
                .bind("slug", environment.slug().value())
                .bind("name", environment.name().value())
                .bind("created_at", environment.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public void update(Environment environment) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE environments SET name = :name
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """)
                .bind("organization", environment.organization().value())
                .bind("id", environment.id().value())
                .bind("name", environment.name().value())
                .execute());
    }

    @Override
    public void delete(OrganizationId organization, EnvironmentId id, Instant at) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE environments SET deleted_at = :at
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Environment> find(OrganizationId organization, EnvironmentId id) {
        return database.read(handle -> handle.createQuery(SELECT + "AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map(SqlEnvironmentStore::read)
                .findOne());
    }

    @Override
    public Optional<Environment> lock(OrganizationId organization, EnvironmentId id) {
        return database.read(handle -> handle.createQuery(SELECT + "AND id = :id" + database.holdRows())
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map(SqlEnvironmentStore::read)
                .findOne());
    }

    @Override
    public Optional<Environment> findBySlug(OrganizationId organization, Slug slug) {
        return database.read(handle -> handle.createQuery(SELECT + "AND slug = :slug")
                .bind("organization", organization.value())
                .bind("slug", slug.value())
                .map(SqlEnvironmentStore::read)
                .findOne());
    }

    @Override
    public Page<Environment> list(OrganizationId organization, PageRequest page) {
        return database.read(handle -> Listing.page(
                handle.createQuery(SELECT + Listing.PAGE).bind("organization", organization.value()),
                page,
                SqlEnvironmentStore::read,
                found -> found.id().value()));
    }

    private static Environment read(ResultSet row, StatementContext context) throws SQLException {
        return new Environment(
                new EnvironmentId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new Slug(row.getString("slug")),
                new DisplayName(row.getString("name")),
                Columns.instant(row, "created_at"));
    }
}
