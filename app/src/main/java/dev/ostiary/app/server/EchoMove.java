package dev.ostiary.app.server;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentEdit;
import dev.ostiary.core.agent.DeployAgent;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.EditAgent;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.util.List;
import java.util.Optional;

/// Lets deployments follow the echo agent when it had to take another port than at the last start. What a person
/// deployed to lead elsewhere, or deleted, stays as that person left it.
final class EchoMove {
    private static final Actor SYSTEM = Actor.system();

    private final Store store;
    private final EditAgent editAgent;
    private final DeployAgent deployAgent;

    EchoMove(Store store, ChangeRecorder recorder, Randomness randomness) {
        this.store = store;
        this.editAgent = new EditAgent(store.projects(), store.agents(), recorder);
        this.deployAgent =
                new DeployAgent(store.agents(), store.environments(), store.deployments(), recorder, randomness);
    }

    /// Deploys anew what led to the old address, or was deployed by the installation itself, whole or not at all.
    /// When all lead to the present address already, nothing is written.
    ///
    /// @param before the address at the last start, when it is known
    void follow(Optional<UpstreamUrl> before, UpstreamUrl now) {
        boolean _ = store.transactions().inTransaction(() -> {
            find().ifPresent(agent -> follow(agent, before, now));
            return true;
        });
    }

    /// Whether the agent in development is the one at that address.
    boolean isLive(UpstreamUrl address) {
        return find().stream()
                .flatMap(agent -> store.deployments().listLive(agent.organization(), agent.id()).stream())
                .anyMatch(live -> leadsTo(live, address) && isInDevelopment(live));
    }

    private Optional<Agent> find() {
        return store.organizations()
                .findBySlug(FirstStart.ORGANIZATION)
                .map(Organization::id)
                .flatMap(organization -> store.agents().findBySlug(organization, FirstStart.ECHO));
    }

    private void follow(Agent agent, Optional<UpstreamUrl> before, UpstreamUrl now) {
        OrganizationId organization = agent.organization();
        List<Deployment> left = store.deployments().listLive(organization, agent.id()).stream()
                .filter(live -> !leadsTo(live, now))
                .filter(live -> before.filter(old -> leadsTo(live, old)).isPresent()
                        || live.created().by().equals(SYSTEM.name()))
                .toList();
        for (Deployment live : left) {
            deployAgent.move(SYSTEM, organization, agent.id(), live.environment(), now);
        }
        boolean isAgentLeft = agent.upstream()
                .filter(upstream -> before.filter(upstream::equals).isPresent()
                        || left.stream().anyMatch(live -> leadsTo(live, upstream)))
                .isPresent();
        if (isAgentLeft) {
            editAgent.edit(SYSTEM, organization, agent.id(), new AgentEdit(Optional.empty(), Optional.of(now)));
        }
    }

    private static boolean leadsTo(Deployment live, UpstreamUrl address) {
        return live.settings().upstreams().equals(List.of(address));
    }

    private boolean isInDevelopment(Deployment live) {
        return store.environments()
                .findBySlug(live.organization(), FirstStart.DEVELOPMENT)
                .filter(environment -> environment.id().equals(live.environment()))
                .isPresent();
    }
}
