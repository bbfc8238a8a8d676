package dev.ostiary.store;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// API keys, tombstones included, in a table of their own.
final class SqlKeyStore implements KeyStore {
    private static final String SELECT = """
            SELECT id, organization_id, name, public_id, digest, pepper_id, mask, agent_id, environment_id, expires_at,
                   created_at, created_by, changed_at, changed_by, disabled_at, revoked_at, deleted_at
            FROM api_keys
            WHERE organization_id = :organization AND deleted_at IS NULL
            """;

    private final Database database;

    SqlKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(ApiKey key) {
        database.write(handle -> bind(key, handle.createUpdate("""
                                INSERT INTO api_keys (id, organization_id, name, public_id, digest, pepper_id, mask, agent_id,
                                    environment_id, expires_at, created_at, created_by, changed_at, changed_by, disabled_at,
                                    revoked_at, deleted_at)
                                VALUES (:id, :organization, :name, :public_id, :digest, :pepper_id, :mask, :agent,
                                    :environment, :expires_at, :created_at, :created_by, :changed_at, :changed_by, :disabled_at,
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
                                    mask = :mask, agent_id = :agent, environment_id = :environment, expires_at = :expires_at,
                                    changed_at = :changed_at, changed_by = :changed_by, disabled_at = :disabled_at,
                                    revoked_at = :revoked_at, deleted_at = :deleted_at
                                WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                                """)).execute());
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, KeyId id) {
        return database.read(handle -> handle.createQuery(SELECT + "AND id = :id")
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map(SqlKeyStore::read)
                .findOne());
    }

    @Override
    public Optional<ApiKey> lock(OrganizationId organization, KeyId id) {
        return database.read(handle -> handle.createQuery(SELECT + "AND id = :id" + database.holdRows())
                .bind("organization", organization.value())
                .bind("id", id.value())
                .map(SqlKeyStore::read)
                .findOne());
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
                .bind("expires_at", Columns.millis(key.expiresAt()))
                .bind("changed_at", key.changed().at().toEpochMilli())
                .bind("changed_by", key.changed().by())
                .bind("disabled_at", Columns.millis(key.disabledAt()))
                .bind("revoked_at", Columns.millis(key.revokedAt()))
                .bind("deleted_at", Columns.millis(key.deletedAt()));
    }

    private static Optional<KeyBinding.AgentInEnvironment> bound(KeyBinding binding) {
        return switch (binding) {
            case KeyBinding.WholeOrganization whole -> Optional.empty();
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
                binding(row),
                Columns.optionalInstant(row, "expires_at"),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")),
                Columns.optionalInstant(row, "disabled_at"),
                Columns.optionalInstant(row, "revoked_at"),
                Columns.optionalInstant(row, "deleted_at"));
    }

    private static KeyBinding binding(ResultSet row) throws SQLException {
        String agent = row.getString("agent_id");
        String environment = row.getString("environment_id");
        return agent == null || environment == null
                ? new KeyBinding.WholeOrganization()
                : new KeyBinding.AgentInEnvironment(new AgentId(agent), new EnvironmentId(environment));
    }
}
