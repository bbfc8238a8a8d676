package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;

/// Creates an agent. Nobody can call it until it is deployed.
public final class CreateAgent {
    private final OrganizationStore organizations;
    private final ProjectStore projects;
    private final AgentStore agents;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreateAgent(
            OrganizationStore organizations,
            ProjectStore projects,
            AgentStore agents,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.organizations = organizations;
        this.projects = projects;
        this.agents = agents;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates the agent.
    ///
    /// @throws RefusedException `resource.not-found` for the organization and the project; `slug.taken`
    public Recorded<Agent> create(Actor actor, OrganizationId organization, NewAgent request) {
        return recorder.record(actor, Permission.AGENTS_EDIT, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            Agent agent = new Agent(
                    AgentId.create(randomness, scope.now()),
                    organization,
                    project(organization, request),
                    request.slug(),
                    request.name(),
                    request.kind(),
                    request.hosting(),
                    request.upstream(),
                    scope.now());
            agents.insert(agent);
            scope.audit(
                    organization,
                    AuditAction.AGENT_CREATED,
                    agent.id().value(),
                    agent.name().value(),
                    AuditChanges.made(AgentDetails.of(agent)));
            return agent;
        });
    }

    private ProjectId project(OrganizationId organization, NewAgent request) {
        return request.project()
                .or(() -> projects.findBySlug(organization, Project.DEFAULT).map(Project::id))
                .flatMap(id -> projects.lock(organization, id))
                .map(Project::id)
                .orElseThrow(RefusedException::notFound);
    }
}
