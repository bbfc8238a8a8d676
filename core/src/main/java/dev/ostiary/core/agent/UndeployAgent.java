package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;

/// Takes the live revision of an agent off an environment. Nothing older comes back in its place.
public final class UndeployAgent {
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final DeploymentStore deployments;
    private final ChangeRecorder recorder;

    public UndeployAgent(
            AgentStore agents, EnvironmentStore environments, DeploymentStore deployments, ChangeRecorder recorder) {
        this.agents = agents;
        this.environments = environments;
        this.deployments = deployments;
        this.recorder = recorder;
    }

    /// Undeploys that revision.
    ///
    /// @throws RefusedException `resource.not-found`; `deployment.superseded` when it is not the live one
    public Recorded<Deployment> undeploy(Actor actor, OrganizationId organization, AgentId agent, DeploymentId id) {
        return recorder.record(actor, Permission.AGENTS_DEPLOY, organization, scope -> {
            Agent undeployed = agents.lock(organization, agent).orElseThrow(RefusedException::notFound);
            RefusedException.requireFound(deployments
                    .find(organization, id)
                    .filter(found -> found.agent().equals(agent)));
            Deployment live = deployments.listLive(organization, agent).stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(ProblemCode.DEPLOYMENT_SUPERSEDED));
            environments.find(organization, live.environment()).ifPresent(environment -> environment.require(scope));
            deployments.undeploy(organization, id, scope.now());
            scope.audit(
                    organization,
                    AuditAction.DEPLOYMENT_UNDEPLOYED,
                    id.value(),
                    AgentDetails.name(undeployed, live),
                    AuditChanges.removed(AgentDetails.of(live)));
            scope.announce(Change.Kind.ROUTES, id.value());
            return live.undeployed(scope.now());
        });
    }
}
