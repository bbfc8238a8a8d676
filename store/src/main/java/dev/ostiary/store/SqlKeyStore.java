package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyLines;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// API keys, tombstones included, in a table of their own.
final class SqlKeyStore implements KeyStore {
    private static final String SELECT = """
            SELECT id, organization_id, name, public_id, digest, pepper_id, mask, agent_id, environment_id, route_ids,
                   labels, scopes, domains, addresses, limits, expires_at, created_at, created_by, changed_at, changed_by, disabled_at, revoked_at, deleted_at
            FROM api_keys
            WHERE organization_id = :organization AND deleted_at IS NULL
            """;

    private final Database database;
    private final OwnedRows<ApiKey> rows;

    SqlKeyStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, SqlKeyStore::read, found -> found.id().value());
    }

    @Override
    public void insert(ApiKey key) {
        database.write(handle -> bind(key, handle.createUpdate("""
                                INSERT INTO api_keys (id, organization_id, name, public_id, digest, pepper_id, mask, agent_id,
                                    environment_id, route_ids, labels, scopes, domains, addresses, limits, expires_at, created_at, created_by, changed_at, changed_by, disabled_at,
                                    revoked_at, deleted_at)
                                VALUES (:id, :organization, :name, :public_id, :digest, :pepper_id, :mask, :agent,
                                    :environment, :routes, :labels, :scopes, :domains, :addresses, :limits, :expires_at, :created_at, :created_by, :changed_at, :changed_by, :disabled_at,
                                    :revoked_at, :deleted_at)
                                """))
                .bind("created_at", key.created().at().toEpochMilli())
                .bind("created_by", key.created().by())
                .execute());
    }

    @Override
    public void update(ApiKey key) {
        database.write(handle -> bind(key, handle.createUpdate("""
                                UPDATE api_keys
                                SET name = :name, public_id = :public_id, digest = :digest, pepper_id = :pepper_id,
                                    mask = :mask, agent_id = :agent, environment_id = :environment, route_ids = :routes,
                                    labels = :labels, scopes = :scopes, domains = :domains, addresses = :addresses,
                                    limits = :limits, expires_at = :expires_at,
                                    changed_at = :changed_at, changed_by = :changed_by, disabled_at = :disabled_at,
                                    revoked_at = :revoked_at, deleted_at = :deleted_at
                                WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                                """)).execute());
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, KeyId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<ApiKey> lock(OrganizationId organization, KeyId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, KeyFilter filter, PageRequest page) {
        return database.read(handle -> Listing.page(
                filtered(handle, organization, filter, Listing.PAGE),
                page,
                SqlKeyStore::read,
                found -> found.id().value()));
    }

    /// Ordered, so that two who hold the same keys wait for each other and not in a circle.
    @Override
    public List<ApiKey> lockLive(OrganizationId organization, KeyFilter filter) {
        String liveInOrder = " AND revoked_at IS NULL ORDER BY id" + database.holdRows();
        return database.read(handle -> filtered(handle, organization, filter, liveInOrder)
                .map(SqlKeyStore::read)
                .list());
    }

    @Override
    public List<ApiKey> lockLive(OrganizationId organization, RouteId route) {
        String bound = " AND route_ids IS NOT NULL AND revoked_at IS NULL ORDER BY id" + database.holdRows();
        return database.read(handle ->
                handle
                        .createQuery(SELECT + bound)
                        .bind("organization", organization.value())
                        .map(SqlKeyStore::read)
                        .stream()
                        .filter(key -> key.binding().covers(route))
                        .toList());
    }

    /// Each combination of criteria is a text of its own, for each has an index of its own.
    static String filtered(KeyFilter filter) {
        return SELECT
                + (filter.agent().isPresent() ? " AND agent_id = :agent" : "")
                + (filter.environment().isPresent() ? " AND environment_id = :environment" : "");
    }

    private static Query filtered(Handle handle, OrganizationId organization, KeyFilter filter, String end) {
        Query query = handle.createQuery(filtered(filter) + end).bind("organization", organization.value());
        filter.agent().ifPresent(agent -> query.bind("agent", agent.value()));
        filter.environment().ifPresent(environment -> query.bind("environment", environment.value()));
        return query;
    }

    private static <S extends SqlStatement<S>> S bind(ApiKey key, S statement) {
        Optional<KeyBinding.AgentInEnvironment> bound = bound(key.binding());
        KeyRestrictions restrictions = key.restrictions();
        return statement
                .bind("id", key.id().value())
                .bind("organization", key.organization().value())
                .bind("name", key.name().value())
                .bind("public_id", key.publicId())
                .bind("digest", key.secret().digest().bytes())
                .bind("pepper_id", key.secret().pepperNumber())
                .bind("mask", key.secret().mask())
                .bind("agent", Columns.text(bound.map(KeyBinding.AgentInEnvironment::agent)))
                .bind("environment", Columns.text(bound.map(KeyBinding.AgentInEnvironment::environment)))
                .bind("routes", key.binding() instanceof KeyBinding.OwnRoutes own ? KeyLines.ofRoutes(own) : null)
                .bind("labels", KeyLines.ofLabels(key.labels()))
                .bind("scopes", KeyLines.ofEntries(restrictions.scopes()))
                .bind("domains", KeyLines.ofEntries(restrictions.domains()))
                .bind("addresses", KeyLines.ofEntries(restrictions.addresses()))
                .bind("limits", KeyLines.ofLimits(restrictions.limits()))
                .bind("expires_at", Columns.millis(key.expiresAt()))
                .bind("changed_at", key.changed().at().toEpochMilli())
                .bind("changed_by", key.changed().by())
                .bind("disabled_at", Columns.millis(key.disabledAt()))
                .bind("revoked_at", Columns.millis(key.revokedAt()))
                .bind("deleted_at", Columns.millis(key.deletedAt()));
    }

    private static Optional<KeyBinding.AgentInEnvironment> bound(KeyBinding binding) {
        return switch (binding) {
            case KeyBinding.WholeOrganization _, KeyBinding.OwnRoutes _ -> Optional.empty();
            case KeyBinding.AgentInEnvironment bound -> Optional.of(bound);
        };
    }

    private static ApiKey read(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                new KeyId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new DisplayName(row.getString("name")),
                row.getString("public_id"),
                Columns.secret(row),
                KeyLines.binding(
                        Columns.optional(row, "agent_id", Function.identity()),
                        Columns.optional(row, "environment_id", Function.identity()),
                        Columns.optional(row, "route_ids", Function.identity())),
                KeyLines.labels(row.getString("labels")),
                KeyLines.restrictions(
                        row.getString("scopes"),
                        row.getString("domains"),
                        row.getString("addresses"),
                        row.getString("limits")),
                Columns.optionalInstant(row, "expires_at"),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")),
                Columns.optionalInstant(row, "disabled_at"),
                Columns.optionalInstant(row, "revoked_at"),
                Columns.optionalInstant(row, "deleted_at"));
    }
}
