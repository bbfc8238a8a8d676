package dev.ostiary.store;

import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.SettingsDraft;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Deployments, every revision in a table of their own, and the drafts of the next ones in another.
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
            SELECT id, organization_id, agent_id, environment_id, revision, copy_of, created_at, created_by,
                   undeployed_at, %s
            FROM deployments deployment
            WHERE organization_id = :organization
            """.formatted(SettingsColumns.NAMES);

    private static final String OF_PAIR = "AND agent_id = :agent AND environment_id = :environment ";

    private final Database database;

    SqlDeploymentStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Deployment deployment) {
        database.write(handle -> SettingsColumns.bind(deployment.settings(), handle.createUpdate("""
                        INSERT INTO deployments (id, organization_id, agent_id, environment_id, revision, copy_of,
                            created_at, created_by, undeployed_at, %s)
                        VALUES (:id, :organization, :agent, :environment, :revision, :copy_of,
                            :created_at, :created_by, :undeployed_at, %s)
                        """.formatted(
                                SettingsColumns.NAMES, SettingsColumns.VALUES)))
                .bind("id", deployment.id().value())
                .bind("organization", deployment.organization().value())
                .bind("agent", deployment.agent().value())
                .bind("environment", deployment.environment().value())
                .bind("revision", deployment.revision())
                .bind("copy_of", deployment.copyOf().orElse(null))
                .bind("created_at", deployment.created().at().toEpochMilli())
                .bind("created_by", deployment.created().by())
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
    public Optional<Deployment> find(
            OrganizationId organization, AgentId agent, EnvironmentId environment, int revision) {
        return database.read(handle -> ofPair(
                        handle, SELECT + OF_PAIR + "AND revision = :revision", organization, agent, environment)
                .bind("revision", revision)
                .map(SqlDeploymentStore::read)
                .findOne());
    }

    @Override
    public Optional<Deployment> findLive(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return database.read(
                handle -> ofPair(handle, SELECT + OF_PAIR + "AND " + IS_LIVE, organization, agent, environment)
                        .map(SqlDeploymentStore::read)
                        .findOne());
    }

    private static Query ofPair(
            Handle handle, String sql, OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return handle.createQuery(sql)
                .bind("organization", organization.value())
                .bind("agent", agent.value())
                .bind("environment", environment.value());
    }

    @Override
    public Page<Deployment> list(
            OrganizationId organization, AgentId agent, Optional<EnvironmentId> environment, PageRequest page) {
        String condition = environment.isEmpty() ? "AND agent_id = :agent " : OF_PAIR;
        return database.read(handle -> {
            Query query = handle.createQuery(SELECT + condition + Listing.PAGE)
                    .bind("organization", organization.value())
                    .bind("agent", agent.value());
            environment.ifPresent(id -> query.bind("environment", id.value()));
            return Listing.page(
                    query, page, SqlDeploymentStore::read, found -> found.id().value());
        });
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

    @Override
    public Optional<SettingsDraft> findDraft(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return database.read(handle -> ofPair(
                        handle, """
                        SELECT organization_id, agent_id, environment_id, version, changed_at, changed_by, %s
                        FROM deployment_drafts
                        WHERE organization_id = :organization
                        """.formatted(SettingsColumns.NAMES) + OF_PAIR, organization, agent, environment)
                .map(SqlDeploymentStore::readDraft)
                .findOne());
    }

    /// The organization stands in the condition, so that another's draft is left alone.
    @Override
    public void putDraft(SettingsDraft draft) {
        Stamp changed = draft.changed().orElseThrow(() -> new IllegalStateException("a draft that nobody edited"));
        database.write(handle -> SettingsColumns.bind(draft.settings(), handle.createUpdate("""
                        INSERT INTO deployment_drafts (organization_id, agent_id, environment_id, version, changed_at,
                            changed_by, %s)
                        VALUES (:organization, :agent, :environment, :version, :changed_at, :changed_by, %s)
                        ON CONFLICT (agent_id, environment_id) DO UPDATE
                        SET version = excluded.version, changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by, upstreams = excluded.upstreams,
                            key_security = excluded.key_security, cors = excluded.cors,
                            response_timeout = excluded.response_timeout, idle_timeout = excluded.idle_timeout,
                            request_timeout = excluded.request_timeout, headers = excluded.headers,
                            messages_path = excluded.messages_path
                        WHERE deployment_drafts.organization_id = excluded.organization_id
                        """.formatted(
                                SettingsColumns.NAMES, SettingsColumns.VALUES)))
                .bind("organization", draft.organization().value())
                .bind("agent", draft.agent().value())
                .bind("environment", draft.environment().value())
                .bind("version", draft.version())
                .bind("changed_at", changed.at().toEpochMilli())
                .bind("changed_by", changed.by())
                .execute());
    }

    private static SettingsDraft readDraft(ResultSet row, StatementContext context) throws SQLException {
        return new SettingsDraft(
                new OrganizationId(row.getString("organization_id")),
                new AgentId(row.getString("agent_id")),
                new EnvironmentId(row.getString("environment_id")),
                row.getInt("version"),
                SettingsColumns.read(row),
                Optional.of(new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by"))));
    }

    private static Deployment read(ResultSet row, StatementContext context) throws SQLException {
        int copyOf = row.getInt("copy_of");
        Optional<Integer> original = row.wasNull() ? Optional.empty() : Optional.of(copyOf);
        return new Deployment(
                new DeploymentId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new AgentId(row.getString("agent_id")),
                new EnvironmentId(row.getString("environment_id")),
                row.getInt("revision"),
                SettingsColumns.read(row),
                original,
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                Columns.optionalInstant(row, "undeployed_at"));
    }
}
