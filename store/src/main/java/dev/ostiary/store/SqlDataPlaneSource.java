package dev.ostiary.store;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.node.DataPlaneSource;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.StatementContext;

/// What nodes keep in memory, read from the tables that operations write.
final class SqlDataPlaneSource implements DataPlaneSource {
    /// Deleted organizations are few and keys are many, so the former are what is looked up.
    private static final String KEYS = """
            SELECT id, digest, name, organization_id, agent_id, environment_id, revoked_at IS NOT NULL AS is_revoked,
                   disabled_at IS NOT NULL AS is_disabled, expires_at
            FROM api_keys
            WHERE deleted_at IS NULL
              AND organization_id NOT IN (SELECT id FROM organizations WHERE deleted_at IS NOT NULL)
            """;

    private static final String ROUTES = """
            SELECT organization.id AS organization_id, organization.slug AS organization_slug,
                   environment.id AS environment_id, environment.slug AS environment_slug,
                   agent.id AS agent_id, agent.slug AS agent_slug,
                   deployment.upstream, deployment.key_security
            FROM deployments deployment
            JOIN agents agent ON agent.id = deployment.agent_id AND agent.deleted_at IS NULL
            JOIN environments environment
              ON environment.id = deployment.environment_id AND environment.deleted_at IS NULL
            JOIN organizations organization
              ON organization.id = deployment.organization_id AND organization.deleted_at IS NULL
            WHERE %s
            """.formatted(SqlDeploymentStore.IS_LIVE);

    /// Rows that are fetched at a time.
    private static final int FETCH_SIZE = 2000;

    private final Database database;

    SqlDataPlaneSource(Database database) {
        this.database = database;
    }

    @Override
    public void forEachKey(Consumer<KeyEntry> consumer) {
        KeyEntryReader reader = new KeyEntryReader();
        database.stream(handle -> {
            handle.createQuery(KEYS).setFetchSize(FETCH_SIZE).map(reader).forEach(consumer);
            return "done";
        });
    }

    @Override
    public List<KeyEntry> keys(Collection<KeyId> ids) {
        KeyEntryReader reader = new KeyEntryReader();
        return database.read(handle -> Chunks.ask(
                ids,
                chunk -> handle.createQuery(KEYS + "AND id IN (<ids>)")
                        .bindList("ids", chunk)
                        .map(reader)
                        .list()));
    }

    @Override
    public List<DeployedRoute> routes() {
        return database.read(handle ->
                handle.createQuery(ROUTES).map(SqlDataPlaneSource::readRoute).list());
    }

    private static DeployedRoute readRoute(ResultSet row, StatementContext context) throws SQLException {
        return new DeployedRoute(
                new Slug(row.getString("organization_slug")),
                new Slug(row.getString("environment_slug")),
                new Slug(row.getString("agent_slug")),
                new AccessTarget(
                        new OrganizationId(row.getString("organization_id")),
                        new AgentId(row.getString("agent_id")),
                        new EnvironmentId(row.getString("environment_id"))),
                new UpstreamUrl(URI.create(row.getString("upstream"))),
                row.getBoolean("key_security"));
    }
}
