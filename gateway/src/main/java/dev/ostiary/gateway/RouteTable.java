package dev.ostiary.gateway;

import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.node.RouteSink;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSnapshot;
import java.util.HashMap;
import java.util.Map;

/// Keeps the routes that are in force. Replaced whole, read by many threads.
final class RouteTable implements RouteSink {
    private volatile RouteIndex current = RouteIndex.EMPTY;

    /// The routes as they are now. To be asked once for each request.
    RouteIndex current() {
        return current;
    }

    @Override
    public void replace(RouteSnapshot snapshot) {
        RouteIndex.Builder index = new RouteIndex.Builder(owners(snapshot));
        Map<OrganizationId, MeteredOrganization> metered = new HashMap<>();
        for (MeteredOrganization organization : snapshot.metered()) {
            metered.put(organization.organization(), organization);
        }
        index.add(new ClientApiDoor(snapshot, metered));
        for (GatewayRoute route : snapshot.routes()) {
            Route made = Route.of(route, metered.get(route.organization()));
            index.add(route.settings().match(), made, route.name() instanceof RouteName.Own);
        }
        current = index.build();
    }

    private static Map<String, OrganizationId> owners(RouteSnapshot snapshot) {
        Map<String, OrganizationId> owners = new HashMap<>();
        for (GatewayRoute route : snapshot.routes()) {
            Slug slug = route.name().organization();
            owners.put(slug.value(), route.organization());
        }
        for (Organization organization : snapshot.organizations()) {
            owners.put(organization.slug().value(), organization.id());
        }
        return owners;
    }
}
