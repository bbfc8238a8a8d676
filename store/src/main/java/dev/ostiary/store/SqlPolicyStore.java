package dev.ostiary.store;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.PolicyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Policies, in a table of their own.
final class SqlPolicyStore implements PolicyStore {
    /// The columns that [#settings] reads, of a table that is called `policy`.
    static final String SETTINGS = "policy.mode, policy.locations, policy.key_selection";

    private static final String SELECT = """
            SELECT id, organization_id, name, route_id, created_at, created_by, changed_at, changed_by, %s
            FROM policies policy
            WHERE organization_id = :organization
            """.formatted(SETTINGS);

    private final Database database;
    private final OwnedRows<Policy> rows;

    SqlPolicyStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, SqlPolicyStore::read, found -> found.id().value());
    }

    @Override
    public void insert(Policy policy) {
        int _ = database.write(handle -> bind(policy, handle.createUpdate("""
                                INSERT INTO policies (id, organization_id, name, route_id, mode, locations, key_selection,
                                    created_at, created_by, changed_at, changed_by)
                                VALUES (:id, :organization, :name, :route, :mode, :locations, :key_selection,
                                    :created_at, :created_by, :changed_at, :changed_by)
                                """))
                .bind("route", Columns.text(policy.route()))
                .bind("created_at", policy.created().at().toEpochMilli())
                .bind("created_by", policy.created().by())
                .execute());
    }

    @Override
    public void update(Policy policy) {
        int _ = database.write(handle -> bind(policy, handle.createUpdate("""
                                UPDATE policies
                                SET name = :name, mode = :mode, locations = :locations, key_selection = :key_selection,
                                    changed_at = :changed_at, changed_by = :changed_by
                                WHERE organization_id = :organization AND id = :id
                                """)).execute());
    }

    @Override
    public void delete(Policy policy) {
        int _ = database.write(
                handle -> handle.createUpdate("DELETE FROM policies WHERE organization_id = :organization AND id = :id")
                        .bind("organization", policy.organization().value())
                        .bind("id", policy.id().value())
                        .execute());
    }

    @Override
    public Optional<Policy> find(OrganizationId organization, PolicyId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<Policy> lock(OrganizationId organization, PolicyId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Optional<Policy> lockOfRoute(OrganizationId organization, RouteId route) {
        return rows.lock(organization, "route_id", route);
    }

    @Override
    public Page<Policy> list(OrganizationId organization, PageRequest page) {
        return rows.list(organization, page);
    }

    private static <S extends SqlStatement<S>> S bind(Policy policy, S statement) {
        return statement
                .bind("id", policy.id().value())
                .bind("organization", policy.organization().value())
                .bind("name", policy.name().value())
                .bind("mode", policy.settings().mode().name())
                .bind("locations", Lines.write(policy.settings().locations()))
                .bind("key_selection", SelectionLines.write(policy.settings().keys()))
                .bind("changed_at", policy.changed().at().toEpochMilli())
                .bind("changed_by", policy.changed().by());
    }

    private static Policy read(ResultSet row, StatementContext context) throws SQLException {
        return new Policy(
                new PolicyId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new Slug(row.getString("name")),
                Columns.optional(row, "route_id", RouteId::new),
                settings(row),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")));
    }

    /// What the columns of [#SETTINGS] say. Fails on what it does not understand: to pass over it could open a
    /// route.
    static PolicySettings settings(ResultSet row) throws SQLException {
        return new PolicySettings(
                AccessMode.valueOf(row.getString("mode")),
                Lines.read(row.getString("locations"), Location::parse),
                SelectionLines.read(row.getString("key_selection")));
    }
}
