package dev.ostiary.core.key;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.RouteId;
import java.util.Set;

/// What a key is for. Outside it the key is as unknown.
public sealed interface KeyBinding {
    /// Everything of the key's organization: every agent in every environment, and every route.
    record WholeOrganization() implements KeyBinding {}

    /// One agent in one environment.
    record AgentInEnvironment(AgentId agent, EnvironmentId environment) implements KeyBinding {}

    /// Some of the organization's own routes, and nothing else.
    record OwnRoutes(Set<RouteId> routes) implements KeyBinding {
        public OwnRoutes {
            routes = Set.copyOf(routes);
            if (routes.isEmpty()) {
                throw new IllegalArgumentException("a key is bound to something");
            }
        }
    }

    /// Whether a key so bound is for that route of its own organization.
    default boolean covers(RouteId route) {
        return switch (this) {
            case WholeOrganization _ -> true;
            case AgentInEnvironment _ -> false;
            case OwnRoutes(Set<RouteId> routes) -> routes.contains(route);
        };
    }

    /// Whether a key so bound is for that agent in that environment, of the key's own organization.
    default boolean covers(AgentId agent, EnvironmentId environment) {
        return switch (this) {
            case WholeOrganization _ -> true;
            case OwnRoutes _ -> false;
            case AgentInEnvironment(AgentId boundAgent, EnvironmentId boundEnvironment) ->
                boundAgent.equals(agent) && boundEnvironment.equals(environment);
        };
    }
}
