package dev.ostiary.core.store;

import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.route.Policy;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.Route;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the contract suites that are about routes share beside that.
public abstract class RoutedStoreContract extends StoreContract {
    /// A route of that name for any host and the path `/{organization's slug}/{name}`, stored.
    protected final Route route(Organization organization, String name) {
        Route route = newRoute(organization, name);
        store.routes().insert(route);
        return route;
    }

    /// A route of that name for any host and the path `/{organization's slug}/{name}`, not stored.
    protected final Route newRoute(Organization organization, String name) {
        return newRoute(organization, name, match("/" + organization.slug() + "/" + name));
    }

    /// A route of that name that matches so, not stored.
    protected final Route newRoute(Organization organization, String name, RouteMatch match) {
        Stamp stamp = stamp("router");
        RouteSettings settings = new RouteSettings(
                match, true, List.of(upstream(name)), RefusalDialect.TEXT, Optional.empty(), RouteTimeouts.DEFAULT);
        return new Route(
                RouteId.create(randomness, stamp.at()), organization.id(), new Slug(name), settings, stamp, stamp);
    }

    /// A match of paths that begin so, on those hosts; on any when there are none.
    protected static RouteMatch match(String path, String... hosts) {
        return new RouteMatch(
                Arrays.stream(hosts)
                        .map(host -> DomainPattern.parse(host).orElseThrow())
                        .toList(),
                path,
                RouteMatch.PathKind.PREFIX);
    }

    /// A policy of that name, stored.
    ///
    /// @param route what it is for; empty for the gateway
    protected final Policy policy(Organization organization, String name, Optional<Route> route) {
        Policy policy = newPolicy(organization, name, route, PolicySettings.DEFAULT);
        store.policies().insert(policy);
        return policy;
    }

    /// A policy of that name, not stored.
    protected final Policy newPolicy(
            Organization organization, String name, Optional<Route> route, PolicySettings settings) {
        Stamp stamp = stamp("policymaker");
        return new Policy(
                PolicyId.create(randomness, stamp.at()),
                organization.id(),
                new Slug(name),
                route.map(Route::id),
                settings,
                stamp,
                stamp);
    }
}
