package dev.ostiary.store;

import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Environments, in a table of their own.
final class SqlEnvironmentStore implements EnvironmentStore {
    private final Database database;
    private final SluggedRows<Environment> rows;

    SqlEnvironmentStore(Database database) {
        this.database = database;
        this.rows = new SluggedRows<>(
                database,
                "environments",
                SqlEnvironmentStore::read,
                found -> found.id().value());
    }

    @Override
    public void insert(Environment environment) {
        rows.insert(
                environment.id().value(),
                environment.organization(),
                environment.slug(),
                environment.name(),
                environment.createdAt());
        protect(environment);
    }

    private void protect(Environment environment) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE environments SET protected = :protected
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """)
                .bind("organization", environment.organization().value())
                .bind("id", environment.id().value())
                .bind("protected", environment.isProtected())
                .execute());
    }

    @Override
    public void update(Environment environment) {
        rows.rename(environment.organization(), environment.id().value(), environment.slug(), environment.name());
        protect(environment);
    }

    @Override
    public void delete(OrganizationId organization, EnvironmentId id, Instant at) {
        rows.delete(organization, id.value(), at);
    }

    @Override
    public Optional<Environment> find(OrganizationId organization, EnvironmentId id) {
        return rows.find(organization, id);
    }

    @Override
    public Optional<Environment> lock(OrganizationId organization, EnvironmentId id) {
        return rows.lock(organization, id);
    }

    @Override
    public Optional<Environment> findBySlug(OrganizationId organization, Slug slug) {
        return rows.findBySlug(organization, slug);
    }

    @Override
    public Page<Environment> list(OrganizationId organization, NamedListing listing) {
        return rows.list(organization, listing);
    }

    private static Environment read(ResultSet row, StatementContext context) throws SQLException {
        return new Environment(
                new EnvironmentId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new Slug(row.getString("slug")),
                new DisplayName(row.getString("name")),
                Columns.instant(row, "created_at"),
                row.getBoolean("protected"));
    }
}
