package dev.ostiary.core.route;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;

/// Creates a route. Without a policy for it or for the gateway, everyone passes.
public final class CreateRoute {
    private final RouteStore routes;
    private final OrganizationStore organizations;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreateRoute(
            RouteStore routes, OrganizationStore organizations, ChangeRecorder recorder, Randomness randomness) {
        this.routes = routes;
        this.organizations = organizations;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates the route.
    ///
    /// @throws RefusedException `resource.not-found`; `slug.taken`; `route.taken`
    public Recorded<Route> create(Actor actor, OrganizationId organization, Slug name, RouteSettings settings) {
        return recorder.record(actor, Permission.ROUTES_EDIT, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Route route = new Route(
                    RouteId.create(randomness, scope.now()),
                    organization,
                    name,
                    settings,
                    scope.stamp(),
                    scope.stamp());
            routes.insert(route);
            scope.audit(
                    organization,
                    AuditAction.ROUTE_CREATED,
                    route.id().value(),
                    name.value(),
                    AuditChanges.made(RouteDetails.of(route)));
            scope.announce(Change.Kind.ROUTES, route.id().value());
            return route;
        });
    }
}
