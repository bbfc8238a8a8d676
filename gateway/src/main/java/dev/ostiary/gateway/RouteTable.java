package dev.ostiary.gateway;

import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.node.RouteSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request. Replaced whole, read by many threads.
final class RouteTable implements RouteSink {
    private volatile Map<String, Route> routes = Map.of();

    @Override
    public void replace(List<DeployedRoute> deployed) {
        Map<String, Route> replacement = new HashMap<>(deployed.size() * 2);
        for (DeployedRoute route : deployed) {
            replacement.put(Route.prefix(route), Route.of(route));
        }
        routes = replacement;
    }

    /// The route of a path `/{organization}/{environment}/{agent}`, alone or followed by a slash; null when there
    /// is none.
    @Nullable
    Route match(RequestPath path) {
        int end = 0;
        for (int segment = 0; segment < 3; segment++) {
            if (end >= path.pathEnd()) {
                return null;
            }
            end = path.segmentEnd(end);
        }
        return routes.get(path.target().substring(0, end));
    }
}
