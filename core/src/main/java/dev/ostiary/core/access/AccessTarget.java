package dev.ostiary.core.access;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;

/// What a request wants to reach.
public sealed interface AccessTarget {
    /// An agent in an environment of an organization.
    record DeployedAgent(OrganizationId organization, AgentId agent, EnvironmentId environment)
            implements AccessTarget {}

    /// A route of an organization's own.
    record OwnRoute(OrganizationId organization, RouteId route) implements AccessTarget {}

    /// The client API, which answers each key about its own organization.
    record ClientApi() implements AccessTarget {}
}
