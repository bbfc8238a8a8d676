package dev.ostiary.core.memory;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteConflict;
import dev.ostiary.core.route.RouteStore;
import java.util.Optional;
import java.util.function.Predicate;

final class InMemoryRoutes implements RouteStore {
    private final InMemoryTransactions rows;

    InMemoryRoutes(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Route route) {
        rows.write(contents -> put(contents, route));
    }

    @Override
    public void update(Route route) {
        rows.write(contents -> byId(contents, route.organization(), route.id()).ifPresent(_ -> put(contents, route)));
    }

    private static void put(Contents contents, Route route) {
        if (isAny(contents, route, other -> isNamesake(route, other))) {
            throw new RefusedException(ProblemCode.SLUG_TAKEN);
        }
        contents.routes().values().stream()
                .filter(other -> !other.id().equals(route.id()) && route.conflictsWith(other))
                .findFirst()
                .ifPresent(other -> {
                    boolean isOwn = other.organization().equals(route.organization());
                    throw RouteConflict.of(
                            route.settings().match(), other.settings().match(), isOwn);
                });
        contents.routes().put(route.id().value(), route);
    }

    private static boolean isAny(Contents contents, Route route, Predicate<Route> such) {
        return contents.routes().values().stream()
                .anyMatch(other -> !other.id().equals(route.id()) && such.test(other));
    }

    private static boolean isNamesake(Route route, Route other) {
        return other.organization().equals(route.organization()) && other.name().equals(route.name());
    }

    @Override
    public void delete(Route route) {
        rows.write(
                contents -> byId(contents, route.organization(), route.id()).ifPresent(_ -> remove(contents, route)));
    }

    private static void remove(Contents contents, Route route) {
        if (InMemoryPolicies.ofTarget(contents, route.organization(), Optional.of(route.id()))
                .isPresent()) {
            throw new StoreException(
                    "a route with a policy",
                    new IllegalStateException(route.id().value()));
        }
        contents.routes().remove(route.id().value());
    }

    @Override
    public Optional<Route> find(OrganizationId organization, RouteId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<Route> lock(OrganizationId organization, RouteId id) {
        return find(organization, id);
    }

    @Override
    public Page<Route> list(OrganizationId organization, NamedListing listing) {
        return rows.read(contents -> Contents.page(
                contents.routes(), row -> row.organization().equals(organization), Route::words, listing));
    }

    static Optional<Route> byId(Contents contents, OrganizationId organization, RouteId id) {
        return Optional.ofNullable(contents.routes().get(id.value()))
                .filter(row -> row.organization().equals(organization));
    }
}
