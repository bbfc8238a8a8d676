package dev.ostiary.store;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Agents, in a table of their own.
final class SqlAgentStore implements AgentStore {
    private static final String SELECT = """
            SELECT id, organization_id, project_id, slug, name, terms, kind, hosting, upstream, created_at
            FROM agents
            WHERE organization_id = :organization AND deleted_at IS NULL
            """;

    private final Database database;
    private final OwnedRows<Agent> rows;

    SqlAgentStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, SqlAgentStore::read, found -> found.id().value());
    }

    @Override
    public void insert(Agent agent) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO agents (id, organization_id, project_id, slug, name, terms, kind, hosting, upstream,
                            created_at)
                        VALUES (:id, :organization, :project, :slug, :name, :terms, :kind, :hosting, :upstream, :created_at)
                        """)
                .bind("id", agent.id().value())
                .bind("organization", agent.organization().value())
                .bind("project", agent.project().value())
                .bind("slug", agent.slug().value())
                .bind("name", agent.name().value())
                .bind("terms", Terms.text(agent.words()))
                .bind("kind", agent.kind().name())
                .bind("hosting", agent.hosting().name())
                .bind("upstream", Columns.text(agent.upstream()))
                .bind("created_at", agent.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public void update(Agent agent) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE agents SET name = :name, terms = :terms, upstream = :upstream, project_id = :project
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """)
                .bind("organization", agent.organization().value())
                .bind("id", agent.id().value())
                .bind("name", agent.name().value())
                .bind("terms", Terms.text(agent.words()))
                .bind("project", agent.project().value())
                .bind("upstream", Columns.text(agent.upstream()))
                .execute());
    }

    @Override
    public void delete(OrganizationId organization, AgentId id, Instant at) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE agents SET deleted_at = :at
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Agent> find(OrganizationId organization, AgentId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<Agent> lock(OrganizationId organization, AgentId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Optional<Agent> findBySlug(OrganizationId organization, Slug slug) {
        return rows.find(organization, "slug", slug);
    }

    @Override
    public Page<Agent> list(OrganizationId organization, Optional<ProjectId> project, NamedListing listing) {
        if (project.isEmpty()) {
            return rows.list(organization, listing);
        }
        Map<String, String> values = Map.of(
                "organization", organization.value(), "project", project.get().value());
        return new NamedRows<>(
                        SELECT + "AND project_id = :project\n",
                        values,
                        SqlAgentStore::read,
                        found -> found.id().value())
                .page(database, listing);
    }

    private static Agent read(ResultSet row, StatementContext context) throws SQLException {
        return new Agent(
                new AgentId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new ProjectId(row.getString("project_id")),
                new Slug(row.getString("slug")),
                new DisplayName(row.getString("name")),
                AgentKind.valueOf(row.getString("kind")),
                AgentHosting.valueOf(row.getString("hosting")),
                Columns.optional(row, "upstream", text -> new UpstreamUrl(URI.create(text))),
                Columns.instant(row, "created_at"));
    }
}
