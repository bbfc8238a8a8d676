package dev.ostiary.core.agent;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.Optional;

/// What deploying, rolling back and editing have in common: who may be deployed, the draft, and the next revision.
/// All of it in the running transaction, which holds the agent.
final class Revisions {
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final DeploymentStore deployments;
    private final Randomness randomness;

    Revisions(AgentStore agents, EnvironmentStore environments, DeploymentStore deployments, Randomness randomness) {
        this.agents = agents;
        this.environments = environments;
        this.deployments = deployments;
        this.randomness = randomness;
    }

    /// The agent, if it is behind the gateway; it and the environment are held.
    Agent hold(OrganizationId organization, AgentId agent, EnvironmentId environment) {
        RefusedException.requireFound(environments.lock(organization, environment));
        Agent held = agents.lock(organization, agent).orElseThrow(RefusedException::notFound);
        if (held.hosting() == AgentHosting.EXTERNAL) {
            throw new RefusedException(ProblemCode.AGENT_EXTERNAL);
        }
        return held;
    }

    /// The settings as they are.
    ///
    /// @param seen the version they must have
    SettingsDraft draft(Agent agent, EnvironmentId environment, Optional<Integer> seen) {
        SettingsDraft draft = deployments
                .findDraft(agent.organization(), agent.id(), environment)
                .orElseGet(() -> SettingsDraft.untouched(agent, environment));
        if (seen.isPresent() && seen.get() != draft.version()) {
            throw new RefusedException(ProblemCode.SETTINGS_STALE);
        }
        return draft;
    }

    /// The settings with what shall change of them.
    SettingsDraft edit(ChangeScope scope, Agent agent, SettingsDraft draft, SettingsEdit edit) {
        if (edit.keySecurity().isPresent() && !agent.hasKeySecurity()) {
            throw new RefusedException(ProblemCode.AGENT_WITHOUT_KEY_SECURITY);
        }
        return replace(scope, agent, draft, edit.applyTo(draft.settings()));
    }

    /// The settings with others in their place.
    SettingsDraft replace(ChangeScope scope, Agent agent, SettingsDraft draft, DeploymentSettings settings) {
        if (settings.equals(draft.settings())) {
            return draft;
        }
        SettingsDraft edited = draft.edited(settings, scope.stamp());
        deployments.putDraft(edited);
        scope.audit(
                agent.organization(),
                AuditAction.AGENT_SETTINGS_EDITED,
                agent.id().value(),
                agent.name().value(),
                AuditChanges.between(draft.settings().texts(), settings.texts())
                        .with("environment", draft.environment().value()));
        return edited;
    }

    /// The next revision, which every node obeys from then on.
    ///
    /// @param settings where upstreams are missing, the agent's own is taken
    Deployment deploy(
            ChangeScope scope,
            Agent agent,
            EnvironmentId environment,
            DeploymentSettings settings,
            Optional<Integer> copyOf) {
        environments
                .find(agent.organization(), environment)
                .orElseThrow(RefusedException::notFound)
                .require(scope);
        DeploymentSettings resolved = settings.resolved(agent);
        if (resolved.upstreams().isEmpty()) {
            throw new RefusedException(ProblemCode.AGENT_WITHOUT_UPSTREAM);
        }
        Deployment deployment = new Deployment(
                DeploymentId.create(randomness, scope.now()),
                agent.organization(),
                agent.id(),
                environment,
                deployments.newestRevision(agent.organization(), agent.id(), environment) + 1,
                resolved,
                copyOf,
                scope.stamp(),
                Optional.empty());
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
