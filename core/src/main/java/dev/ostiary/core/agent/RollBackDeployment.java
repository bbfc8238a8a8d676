package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.Optional;

/// Deploys an agent as it was deployed before: a new revision equal to an older one. The settings become those as well,
/// so that the next deployment does not bring back what was rolled back.
public final class RollBackDeployment {
    private final DeploymentStore deployments;
    private final Revisions revisions;
    private final ChangeRecorder recorder;

    public RollBackDeployment(
            AgentStore agents,
            EnvironmentStore environments,
            DeploymentStore deployments,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.deployments = deployments;
        this.revisions = new Revisions(agents, environments, deployments, randomness);
        this.recorder = recorder;
    }

    /// Rolls back to that revision.
    ///
    /// @param seen the version of the settings that may be replaced; whichever there is when empty
    /// @throws RefusedException `resource.not-found`; `deployment.settings-stale`
    public Recorded<Deployment> rollBack(
            Actor actor, OrganizationId organization, AgentId agent, DeploymentId to, Optional<Integer> seen) {
        return recorder.record(actor, Permission.AGENTS_DEPLOY, organization, scope -> {
            Deployment old = deployments
                    .find(organization, to)
                    .filter(found -> found.agent().equals(agent))
                    .orElseThrow(RefusedException::notFound);
            Agent held = revisions.hold(organization, agent, old.environment());
            SettingsDraft draft = revisions.draft(held, old.environment(), seen);
            SettingsDraft _ =
                    revisions.replace(scope, held, draft, old.settings().unresolved(held));
            return revisions.deploy(scope, held, old.environment(), old.settings(), Optional.of(old.revision()));
        });
    }
}
