package dev.ostiary.core.route;

import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.agent.DeploymentState;
import dev.ostiary.core.agent.DeploymentStore;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.BindingTargets;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.ProblemCode;
import java.util.Comparator;
import java.util.Optional;

/// Finds what keys are bound to among organizations, agents, environments and routes.
public final class StoredBindingTargets implements BindingTargets {
    private final OrganizationStore organizations;
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final DeploymentStore deployments;
    private final RouteStore routes;

    public StoredBindingTargets(
            OrganizationStore organizations,
            AgentStore agents,
            EnvironmentStore environments,
            DeploymentStore deployments,
            RouteStore routes) {
        this.organizations = organizations;
        this.agents = agents;
        this.environments = environments;
        this.deployments = deployments;
        this.routes = routes;
    }

    @Override
    public boolean lock(OrganizationId organization, KeyBinding binding) {
        return organizations.lock(organization).isPresent()
                && switch (binding) {
                    case KeyBinding.WholeOrganization _ -> true;
                    case KeyBinding.AgentInEnvironment(AgentId agent, EnvironmentId environment) ->
                        environments.lock(organization, environment).isPresent()
                                && agents.lock(organization, agent).isPresent();
                    case KeyBinding.OwnRoutes(var bound) ->
                        bound.stream()
                                .sorted(Comparator.comparing(RouteId::value))
                                .allMatch(route ->
                                        routes.lock(organization, route).isPresent());
                };
    }

    @Override
    public Optional<ProblemCode> obstacle(OrganizationId organization, KeyBinding binding) {
        return switch (binding) {
            case KeyBinding.WholeOrganization _, KeyBinding.OwnRoutes _ -> Optional.empty();
            case KeyBinding.AgentInEnvironment(AgentId agent, EnvironmentId environment) ->
                agents.find(organization, agent)
                        .flatMap(found -> DeploymentState.keySecurity(
                                        found, deployments.findLive(organization, agent, environment))
                                .obstacle());
        };
    }
}
