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
    private final OwnedRows<Environment> rows;

    SqlEnvironmentStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, SqlEnvironmentStore::read, found -> found.id().value());
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
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<Environment> lock(OrganizationId organization, EnvironmentId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Optional<Environment> findBySlug(OrganizationId organization, Slug slug) {
        return rows.find(organization, "slug", slug);
    }

    @Override
    public Page<Environment> list(OrganizationId organization, PageRequest page) {
        return rows.list(organization, page);
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
