package dev.ostiary.store;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Projects, in a table of their own.
final class SqlProjectStore implements ProjectStore {
    private final Database database;
    private final SluggedRows<Project> rows;

    SqlProjectStore(Database database) {
        this.database = database;
        this.rows = new SluggedRows<>(
                database, "projects", SqlProjectStore::read, found -> found.id().value());
    }

    @Override
    public void insert(Project project) {
        rows.insert(project.id().value(), project.organization(), project.slug(), project.name(), project.createdAt());
    }

    @Override
    public void update(Project project) {
        rows.rename(project.organization(), project.id().value(), project.slug(), project.name());
    }

    @Override
    public void delete(OrganizationId organization, ProjectId id, Instant at) {
        rows.delete(organization, id.value(), at);
    }

    @Override
    public Optional<Project> find(OrganizationId organization, ProjectId id) {
        return rows.find(organization, id);
    }

    @Override
    public Optional<Project> lock(OrganizationId organization, ProjectId id) {
        return rows.lock(organization, id);
    }

    @Override
    public Optional<Project> findBySlug(OrganizationId organization, Slug slug) {
        return rows.findBySlug(organization, slug);
    }

    @Override
    public boolean isEmpty(OrganizationId organization, ProjectId id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT NOT EXISTS (SELECT 1 FROM agents
                                           WHERE organization_id = :organization AND project_id = :id
                                             AND deleted_at IS NULL)
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Page<Project> list(OrganizationId organization, NamedListing listing) {
        return rows.list(organization, listing);
    }

    private static Project read(ResultSet row, StatementContext context) throws SQLException {
        return new Project(
                new ProjectId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new Slug(row.getString("slug")),
                new DisplayName(row.getString("name")),
                Columns.instant(row, "created_at"));
    }
}
