package dev.ostiary.store;

import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Deployments, every revision in a table of their own.
final class SqlDeploymentStore implements DeploymentStore {
    /// What makes a revision the live one. Stands where the revision's table is called `deployment`.
    static final String IS_LIVE = """
            deployment.undeployed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM deployments newer
                            WHERE newer.agent_id = deployment.agent_id
                              AND newer.environment_id = deployment.environment_id
                              AND newer.revision > deployment.revision)
            """;

    private static final String SELECT = """
            SELECT id, organization_id, agent_id, environment_id, revision, upstream, key_security, cors, created_at,
                   created_by, undeployed_at
            FROM deployments deployment
            WHERE organization_id = :organization
            """;

    private final Database database;

    SqlDeploymentStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Deployment deployment) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO deployments (id, organization_id, agent_id, environment_id, revision, upstream,
                            key_security, cors, created_at, created_by, undeployed_at)
                        VALUES (:id, :organization, :agent, :environment, :revision, :upstream,
                            :key_security, :cors, :created_at, :created_by, :undeployed_at)
                        """)
                .bind("id", deployment.id().value())
                .bind("organization", deployment.organization().value())
                .bind("agent", deployment.agent().value())
                .bind("environment", deployment.environment().value())
                .bind("revision", deployment.revision())
                .bind("upstream", deployment.upstream().toString())
                .bind("key_security", deployment.keySecurity())
                .bind("cors", CorsLines.write(deployment.cors()))
                .bind("created_at", deployment.createdAt().toEpochMilli())
                .bind("created_by", deployment.createdBy())
                .bind("undeployed_at", Columns.millis(deployment.undeployedAt()))
                .execute());
    }

    @Override
    public void undeploy(OrganizationId organization, DeploymentId id, Instant at) {
        database.write(handle -> handle.createUpdate("""
                        UPDATE deployments SET undeployed_at = :at
                        WHERE organization_id = :organization AND id = :id AND undeployed_at IS NULL
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public int newestRevision(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(max(revision), 0) FROM deployments
                        WHERE organization_id = :organization AND agent_id = :agent AND environment_id = :environment
                        """)
                .bind("organization", organization.value())
                .bind("agent", agent.value())
                .bind("environment", environment.value())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Optional<Deployment> find(OrganizationId organization, DeploymentId id) {
        return database.read(handle -> handle.createQuery(SELECT + "AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map(SqlDeploymentStore::read)
                .findOne());
    }

    @Override
    public Page<Deployment> list(OrganizationId organization, AgentId agent, PageRequest page) {
        return database.read(handle -> Listing.page(
                handle.createQuery(SELECT + "AND agent_id = :agent" + Listing.PAGE)
                        .bind("organization", organization.value())
                        .bind("agent", agent.value()),
                page,
                SqlDeploymentStore::read,
                found -> found.id().value()));
    }

    @Override
    public List<Deployment> listLive(OrganizationId organization, AgentId agent) {
        return database.read(handle -> handle.createQuery(SELECT + "AND agent_id = :agent AND " + IS_LIVE)
                .bind("organization", organization.value())
                .bind("agent", agent.value())
                .map(SqlDeploymentStore::read)
                .list());
    }

    @Override
    public boolean isInUse(OrganizationId organization, EnvironmentId environment) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM deployments deployment
                                       WHERE organization_id = :organization AND environment_id = :environment
                                         AND %s)
                        """.formatted(IS_LIVE))
                .bind("organization", organization.value())
                .bind("environment", environment.value())
                .mapTo(Boolean.class)
                .one());
    }

    private static Deployment read(ResultSet row, StatementContext context) throws SQLException {
        return new Deployment(
                new DeploymentId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new AgentId(row.getString("agent_id")),
                new EnvironmentId(row.getString("environment_id")),
                row.getInt("revision"),
                new UpstreamUrl(URI.create(row.getString("upstream"))),
                row.getBoolean("key_security"),
                CorsLines.read(row.getString("cors")),
                Columns.instant(row, "created_at"),
                row.getString("created_by"),
                Columns.optionalInstant(row, "undeployed_at"));
    }
}
