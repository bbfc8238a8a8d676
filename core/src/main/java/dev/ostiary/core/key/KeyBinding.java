package dev.ostiary.core.key;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;

/// What a key is for. Outside it the key is as unknown.
public sealed interface KeyBinding {
    /// Every agent of the key's organization, in every environment.
    record WholeOrganization() implements KeyBinding {}

    /// One agent in one environment.
    record AgentInEnvironment(AgentId agent, EnvironmentId environment) implements KeyBinding {}

    /// Whether a key so bound is for that agent in that environment, of the key's own organization.
    default boolean covers(AgentId agent, EnvironmentId environment) {
        return switch (this) {
            case WholeOrganization _ -> true;
            case AgentInEnvironment(AgentId boundAgent, EnvironmentId boundEnvironment) ->
                boundAgent.equals(agent) && boundEnvironment.equals(environment);
        };
    }
}
