package dev.ostiary.core.node;

import dev.ostiary.core.route.RouteSnapshot;

/// Takes the routes a node is to obey.
public interface RouteSink {
    /// Replaces all routes at once.
    void replace(RouteSnapshot routes);
}
