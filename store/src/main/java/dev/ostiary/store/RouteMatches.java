package dev.ostiary.store;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteConflict;
import dev.ostiary.core.route.RouteMatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// What all routes of the installation match, a row for each host, by which routes that cannot be beside each other are
/// refused. Whoever adds to it holds the installation's row from before, so two who come at once see each other. The
/// unique index would refuse what is equal all the same.
final class RouteMatches {
    private static final String ANY_HOST = "";

    private final Database database;

    RouteMatches(Database database) {
        this.database = database;
    }

    /// Keeps others from adding until the running transaction ends.
    void hold(Handle handle) {
        int _ = handle.createQuery("SELECT only_row FROM installation WHERE only_row = 1" + database.holdRows())
                .mapTo(Integer.class)
                .one();
    }

    /// Adds what the route matches.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `route.taken`
    int insert(Handle handle, Route route) {
        refuseTaken(handle, route);
        PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO route_matches (host, path, kind, organization_id, route_id)
                VALUES (:host, :path, :kind, :organization, :route)
                """);
        for (String host : hosts(route.settings().match())) {
            rows.bind("host", host)
                    .bind("path", route.settings().match().path())
                    .bind("kind", route.settings().match().kind().name())
                    .bind("organization", route.organization().value())
                    .bind("route", route.id().value())
                    .add();
        }
        return rows.execute().length;
    }

    void delete(Handle handle, Route route) {
        int _ = handle.createUpdate(
                        "DELETE FROM route_matches WHERE organization_id = :organization AND route_id = :route")
                .bind("organization", route.organization().value())
                .bind("route", route.id().value())
                .execute();
    }

    private static List<String> hosts(RouteMatch match) {
        return match.hosts().isEmpty()
                ? List.of(ANY_HOST)
                : match.hosts().stream().map(DomainPattern::toString).toList();
    }

    private static void refuseTaken(Handle handle, Route route) {
        RouteMatch match = route.settings().match();
        handle
                .createQuery("""
                        SELECT host, path, kind, organization_id = :organization AS is_own FROM route_matches
                        WHERE route_id <> :route
                          AND (organization_id <> :organization OR path = :path AND kind = :kind)
                        """)
                .bind("organization", route.organization().value())
                .bind("route", route.id().value())
                .bind("path", match.path())
                .bind("kind", match.kind().name())
                .map(RouteMatches::read)
                .list()
                .stream()
                .filter(other -> other.isOwn ? match.isEqualInPart(other.match) : match.overlaps(other.match))
                .findFirst()
                .ifPresent(other -> {
                    throw RouteConflict.of(match, other.match, other.isOwn);
                });
    }

    private static Known read(ResultSet row, StatementContext context) throws SQLException {
        String host = row.getString("host");
        return new Known(
                row.getBoolean("is_own"),
                new RouteMatch(
                        host.equals(ANY_HOST) ? List.of() : Lines.read(host, DomainPattern::parse),
                        row.getString("path"),
                        RouteMatch.PathKind.valueOf(row.getString("kind"))));
    }

    private record Known(boolean isOwn, RouteMatch match) {}
}
