package dev.ostiary.core.route;

import dev.ostiary.core.organization.Organization;
import java.util.List;

/// Everything a node must know to route: loaded and replaced as a whole.
///
/// @param organizations all that are not deleted
/// @param routes every live deployment, then every route of theirs, the oldest first
public record RouteSnapshot(List<Organization> organizations, List<GatewayRoute> routes) {
    public RouteSnapshot {
        organizations = List.copyOf(organizations);
        routes = List.copyOf(routes);
    }
}
