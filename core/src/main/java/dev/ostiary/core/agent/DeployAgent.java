package dev.ostiary.core.agent;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.Optional;

/// Deploys an agent to an environment: a new revision, which every node obeys from then on.
public final class DeployAgent {
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final DeploymentStore deployments;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public DeployAgent(
            AgentStore agents,
            EnvironmentStore environments,
            DeploymentStore deployments,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.agents = agents;
        this.environments = environments;
        this.deployments = deployments;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Deploys the agent.
    ///
    /// @param upstream where this revision leads; the agent's own upstream when empty
    /// @param keySecurity whether callers need an API key
    /// @param cors from which pages browsers may call; empty for none but the agent's own leave
    /// @throws RefusedException `resource.not-found`; `agent.without-upstream`
    public Recorded<Deployment> deploy(
            Actor actor,
            OrganizationId organization,
            AgentId agent,
            EnvironmentId environment,
            Optional<UpstreamUrl> upstream,
            boolean keySecurity,
            Optional<CorsPolicy> cors) {
        return recorder.record(actor, organization, scope -> {
            RefusedException.requireFound(environments.lock(organization, environment));
            Agent deployed = agents.lock(organization, agent).orElseThrow(RefusedException::notFound);
            UpstreamUrl leadsTo = upstream.or(deployed::upstream)
                    .orElseThrow(() -> new RefusedException(ProblemCode.AGENT_WITHOUT_UPSTREAM));
            Deployment deployment = new Deployment(
                    DeploymentId.create(randomness, scope.now()),
                    organization,
                    agent,
                    environment,
                    deployments.newestRevision(organization, agent, environment) + 1,
                    leadsTo,
                    keySecurity,
                    cors,
                    scope.now(),
                    scope.stamp().by(),
                    Optional.empty());
            return insert(scope, deployed, deployment);
        });
    }

    private Deployment insert(ChangeScope scope, Agent agent, Deployment deployment) {
        deployments.insert(deployment);
        scope.audit(
                deployment.organization(),
                AuditAction.DEPLOYMENT_CREATED,
                deployment.id().value(),
                AgentDetails.name(agent, deployment),
                AuditChanges.made(AgentDetails.of(deployment)));
        scope.announce(Change.Kind.ROUTES, deployment.id().value());
        return deployment;
    }
}
