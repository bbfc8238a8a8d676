package dev.ostiary.core.agent;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.BindingTargets;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.organization.OrganizationStore;

/// Finds what keys are bound to among organizations, agents and environments.
public final class AgentBindingTargets implements BindingTargets {
    private final OrganizationStore organizations;
    private final AgentStore agents;
    private final EnvironmentStore environments;

    public AgentBindingTargets(OrganizationStore organizations, AgentStore agents, EnvironmentStore environments) {
        this.organizations = organizations;
        this.agents = agents;
        this.environments = environments;
    }

    @Override
    public boolean lock(OrganizationId organization, KeyBinding binding) {
        return organizations.lock(organization).isPresent()
                && switch (binding) {
                    case KeyBinding.WholeOrganization _ -> true;
                    case KeyBinding.AgentInEnvironment(AgentId agent, EnvironmentId environment) ->
                        environments.lock(organization, environment).isPresent()
                                && agents.lock(organization, agent).isPresent();
                };
    }
}
