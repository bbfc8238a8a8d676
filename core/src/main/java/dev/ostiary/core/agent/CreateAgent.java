package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.Optional;

/// Creates an agent. Nobody can call it until it is deployed.
public final class CreateAgent {
    private final OrganizationStore organizations;
    private final AgentStore agents;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreateAgent(
            OrganizationStore organizations, AgentStore agents, ChangeRecorder recorder, Randomness randomness) {
        this.organizations = organizations;
        this.agents = agents;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates the agent.
    ///
    /// @throws RefusedException `resource.not-found` for the organization; `slug.taken`
    public Recorded<Agent> create(
            Actor actor,
            OrganizationId organization,
            Slug slug,
            DisplayName name,
            AgentKind kind,
            Optional<UpstreamUrl> upstream) {
        return recorder.record(actor, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Agent agent = new Agent(
                    AgentId.create(randomness, scope.now()), organization, slug, name, kind, upstream, scope.now());
            agents.insert(agent);
            scope.audit(
                    organization,
                    AuditAction.AGENT_CREATED,
                    agent.id().value(),
                    name.value(),
                    AuditChanges.made(AgentDetails.of(agent)));
            return agent;
        });
    }
}
