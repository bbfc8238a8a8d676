package dev.ostiary.core.node;

import dev.ostiary.core.access.DeployedRoute;
import java.util.List;

/// Takes the routes a node is to obey.
public interface RouteSink {
    /// Replaces all routes at once.
    void replace(List<DeployedRoute> routes);
}
