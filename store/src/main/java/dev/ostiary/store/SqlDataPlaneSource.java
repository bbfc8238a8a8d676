package dev.ostiary.store;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeyRow;
import dev.ostiary.core.access.KeySink;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.node.DataPlaneSource;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// What nodes keep in memory, read from the tables that operations write. A row that is not understood fails the whole
/// reading, so that a node keeps what it knew and none opens what should be closed.
final class SqlDataPlaneSource implements DataPlaneSource {
    private static final String DEPLOYMENTS = """
            SELECT organization.id AS organization_id, organization.slug AS organization_slug,
                   environment.id AS environment_id, environment.slug AS environment_slug,
                   agent.id AS agent_id, agent.slug AS agent_slug, agent.kind AS agent_kind,
                   %s
            FROM deployments deployment
            JOIN agents agent ON agent.id = deployment.agent_id AND agent.deleted_at IS NULL
            JOIN environments environment
              ON environment.id = deployment.environment_id AND environment.deleted_at IS NULL
            JOIN organizations organization
              ON organization.id = deployment.organization_id AND organization.deleted_at IS NULL
            WHERE %s
            """.formatted(SettingsColumns.NAMES, SqlDeploymentStore.IS_LIVE);

    /// Routes and policies in one query, so that no route is seen without the policy it was seen with. Oldest
    /// first.
    private static final String ROUTES = """
            SELECT organization.id AS organization_id, organization.slug AS organization_slug,
                   route.id, route.name, %s, policy.id AS policy_id, %s
            FROM routes route
            JOIN organizations organization
              ON organization.id = route.organization_id AND organization.deleted_at IS NULL
            LEFT JOIN policies policy ON policy.id = coalesce(
                (SELECT own.id FROM policies own WHERE own.route_id = route.id),
                (SELECT common.id FROM policies common
                 WHERE common.organization_id = route.organization_id AND common.route_id IS NULL))
            ORDER BY route.id
            """.formatted(SqlRouteStore.SETTINGS, SqlPolicyStore.SETTINGS);

    private static final String METERED = """
            SELECT account.organization_id, plan.credits, plan.costs
            FROM credit_accounts account
            JOIN plans plan ON plan.id = account.plan_id
            JOIN organizations organization
              ON organization.id = account.organization_id AND organization.deleted_at IS NULL
            """;

    private static final String RETIRED =
            "SELECT digest, key_id, accepted_until FROM replaced_secrets WHERE accepted_until > :since";

    private final Database database;

    SqlDataPlaneSource(Database database) {
        this.database = database;
    }

    @Override
    public void readKeys(KeySink sink) {
        database.readKeys(sink);
        for (KeyRow row : database.read(SqlDataPlaneSource::testKeys)) {
            sink.take(row);
        }
    }

    /// All of them: those of ten minutes are few.
    private static List<KeyRow> testKeys(Handle handle) {
        return handle.createQuery(SqlTestKeyStore.ENTRIES)
                .map((row, context) -> KeyColumns.row(row))
                .list();
    }

    @Override
    public List<KeyEntry> keys(Collection<KeyId> ids) {
        return database.read(handle -> {
            List<KeyEntry> entries = new ArrayList<>(entries(handle, KeyColumns.SELECT, ids));
            if (entries.size() < ids.size()) {
                entries.addAll(entries(handle, SqlTestKeyStore.ENTRIES, ids));
            }
            return entries;
        });
    }

    private static List<KeyEntry> entries(Handle handle, String select, Collection<KeyId> ids) {
        return Chunks.ask(
                ids,
                chunk -> handle.createQuery(select + "AND id IN (<ids>)")
                        .bindList("ids", chunk)
                        .map((row, context) -> KeyColumns.row(row).entry())
                        .list());
    }

    @Override
    public List<RetiredSecret> retiredSecrets(Collection<KeyId> ids, Instant since) {
        return database.read(handle -> Chunks.ask(
                ids,
                chunk -> handle.createQuery(RETIRED + " AND key_id IN (<ids>)")
                        .bind("since", since.toEpochMilli())
                        .bindList("ids", chunk)
                        .map(SqlDataPlaneSource::readRetired)
                        .list()));
    }

    @Override
    public List<RetiredSecret> retiredSecrets(Instant since) {
        return database.read(handle -> handle.createQuery(RETIRED)
                .bind("since", since.toEpochMilli())
                .map(SqlDataPlaneSource::readRetired)
                .list());
    }

    private static RetiredSecret readRetired(ResultSet row, StatementContext context) throws SQLException {
        return new RetiredSecret(
                KeyDigest.of(row.getBytes("digest")),
                new KeyId(row.getString("key_id")),
                row.getLong("accepted_until"));
    }

    @Override
    public RouteSnapshot routes() {
        return database.read(handle -> new RouteSnapshot(organizations(handle), routes(handle), metered(handle)));
    }

    private static List<MeteredOrganization> metered(Handle handle) {
        return handle.createQuery(METERED)
                .map((row, context) -> new MeteredOrganization(
                        new OrganizationId(row.getString("organization_id")),
                        SqlPlanStore.credits(row),
                        SqlPlanStore.costs(row.getString("costs"))))
                .list();
    }

    private static List<Organization> organizations(Handle handle) {
        return handle.createQuery(SqlOrganizationStore.SELECT)
                .map(SqlOrganizationStore::read)
                .list();
    }

    private static List<GatewayRoute> routes(Handle handle) {
        List<GatewayRoute> routes = new ArrayList<>(handle.createQuery(DEPLOYMENTS)
                .map(SqlDataPlaneSource::readDeployment)
                .list());
        routes.addAll(
                handle.createQuery(ROUTES).map(SqlDataPlaneSource::readRoute).list());
        return routes;
    }

    private static GatewayRoute readDeployment(ResultSet row, StatementContext context) throws SQLException {
        return GatewayRoute.ofDeployment(
                new RouteName.Deployment(
                        new Slug(row.getString("organization_slug")),
                        new Slug(row.getString("environment_slug")),
                        new Slug(row.getString("agent_slug"))),
                new AccessTarget.DeployedAgent(
                        new OrganizationId(row.getString("organization_id")),
                        new AgentId(row.getString("agent_id")),
                        new EnvironmentId(row.getString("environment_id"))),
                AgentKind.valueOf(row.getString("agent_kind")),
                SettingsColumns.read(row));
    }

    private static GatewayRoute readRoute(ResultSet row, StatementContext context) throws SQLException {
        boolean hasPolicy = row.getString("policy_id") != null;
        Optional<PolicySettings> policy = hasPolicy ? Optional.of(SqlPolicyStore.settings(row)) : Optional.empty();
        return GatewayRoute.ofRoute(
                new RouteName.Own(new Slug(row.getString("organization_slug")), new Slug(row.getString("name"))),
                new AccessTarget.OwnRoute(
                        new OrganizationId(row.getString("organization_id")), new RouteId(row.getString("id"))),
                SqlRouteStore.settings(row),
                policy);
    }

    @Override
    public void atOneMoment(Runnable readings) {
        database.atOneMoment(readings);
    }
}
