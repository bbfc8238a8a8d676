package dev.ostiary.store;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.route.RouteStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Routes, in a table of their own, with what they match in another.
final class SqlRouteStore implements RouteStore {
    /// The columns that [#settings] reads, of a table that is called `route`.
    static final String SETTINGS = """
            route.hosts, route.path, route.path_kind, route.strips_path, route.upstreams, route.dialect, route.cors,
            route.response_timeout, route.idle_timeout, route.request_timeout
            """;

    private static final String SELECT = """
            SELECT id, organization_id, name, terms, created_at, created_by, changed_at, changed_by, %s
            FROM routes route
            WHERE organization_id = :organization
            """.formatted(SETTINGS);

    private final Database database;
    private final OwnedRows<Route> rows;
    private final RouteMatches matches;

    SqlRouteStore(Database database) {
        this.database = database;
        this.rows = new OwnedRows<>(
                database, SELECT, SqlRouteStore::read, found -> found.id().value());
        this.matches = new RouteMatches(database);
    }

    @Override
    public void insert(Route route) {
        int _ = database.write(handle -> {
            matches.hold(handle);
            bind(route, handle.createUpdate("""
                                    INSERT INTO routes (id, organization_id, name, terms, hosts, path, path_kind, strips_path,
                                        upstreams, dialect, cors, response_timeout, idle_timeout, request_timeout,
                                        created_at, created_by, changed_at, changed_by)
                                    VALUES (:id, :organization, :name, :terms, :hosts, :path, :path_kind, :strips_path,
                                        :upstreams, :dialect, :cors, :response_timeout, :idle_timeout, :request_timeout,
                                        :created_at, :created_by, :changed_at, :changed_by)
                                    """))
                    .bind("created_at", route.created().at().toEpochMilli())
                    .bind("created_by", route.created().by())
                    .execute();
            return matches.insert(handle, route);
        });
    }

    @Override
    public void update(Route route) {
        int _ = database.write(handle -> {
            matches.hold(handle);
            int changed = bind(route, handle.createUpdate("""
                                    UPDATE routes
                                    SET name = :name, terms = :terms, hosts = :hosts, path = :path, path_kind = :path_kind,
                                        strips_path = :strips_path, upstreams = :upstreams, dialect = :dialect, cors = :cors,
                                        response_timeout = :response_timeout, idle_timeout = :idle_timeout,
                                        request_timeout = :request_timeout, changed_at = :changed_at,
                                        changed_by = :changed_by
                                    WHERE organization_id = :organization AND id = :id
                                    """)).execute();
            return changed == 0 ? 0 : replaceMatches(handle, route);
        });
    }

    private int replaceMatches(Handle handle, Route route) {
        matches.delete(handle, route);
        return matches.insert(handle, route);
    }

    @Override
    public void delete(Route route) {
        int _ = database.write(handle -> {
            matches.delete(handle, route);
            return handle.createUpdate("DELETE FROM routes WHERE organization_id = :organization AND id = :id")
                    .bind("organization", route.organization().value())
                    .bind("id", route.id().value())
                    .execute();
        });
    }

    @Override
    public Optional<Route> find(OrganizationId organization, RouteId id) {
        return rows.find(organization, "id", id);
    }

    @Override
    public Optional<Route> lock(OrganizationId organization, RouteId id) {
        return rows.lock(organization, "id", id);
    }

    @Override
    public Page<Route> list(OrganizationId organization, NamedListing listing) {
        return rows.list(organization, listing);
    }

    private static <S extends SqlStatement<S>> S bind(Route route, S statement) {
        RouteSettings settings = route.settings();
        return statement
                .bind("id", route.id().value())
                .bind("organization", route.organization().value())
                .bind("name", route.name().value())
                .bind("terms", Terms.text(route.words()))
                .bind("hosts", Lines.write(settings.match().hosts()))
                .bind("path", settings.match().path())
                .bind("path_kind", settings.match().kind().name())
                .bind("strips_path", settings.stripsPath())
                .bind("upstreams", Lines.write(settings.upstreams()))
                .bind("dialect", settings.dialect().name())
                .bind("cors", CorsLines.write(settings.cors()))
                .bind("response_timeout", Columns.text(settings.timeouts().response()))
                .bind("idle_timeout", Columns.text(settings.timeouts().idle()))
                .bind("request_timeout", Columns.text(settings.timeouts().request()))
                .bind("changed_at", route.changed().at().toEpochMilli())
                .bind("changed_by", route.changed().by());
    }

    private static Route read(ResultSet row, StatementContext context) throws SQLException {
        return new Route(
                new RouteId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new Slug(row.getString("name")),
                settings(row),
                new Stamp(Columns.instant(row, "created_at"), row.getString("created_by")),
                new Stamp(Columns.instant(row, "changed_at"), row.getString("changed_by")));
    }

    /// What the columns of [#SETTINGS] say. Fails on what it does not understand.
    static RouteSettings settings(ResultSet row) throws SQLException {
        return new RouteSettings(
                new RouteMatch(
                        Lines.read(row.getString("hosts"), DomainPattern::parse),
                        row.getString("path"),
                        RouteMatch.PathKind.valueOf(row.getString("path_kind"))),
                row.getBoolean("strips_path"),
                Lines.read(row.getString("upstreams"), UpstreamUrl::parse),
                RefusalDialect.valueOf(row.getString("dialect")),
                CorsLines.read(row.getString("cors")),
                SettingsColumns.timeouts(row));
    }
}
