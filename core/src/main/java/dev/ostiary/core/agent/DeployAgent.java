package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.List;
import java.util.Optional;

/// Deploys an agent to an environment: its settings there become the next revision, which every node obeys from then
/// on.
public final class DeployAgent {
    private final DeploymentStore deployments;
    private final Revisions revisions;
    private final ChangeRecorder recorder;

    public DeployAgent(
            AgentStore agents,
            EnvironmentStore environments,
            DeploymentStore deployments,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.deployments = deployments;
        this.revisions = new Revisions(agents, environments, deployments, randomness);
        this.recorder = recorder;
    }

    /// Deploys the agent with its settings as they are.
    public Recorded<Deployment> deploy(
            Actor actor, OrganizationId organization, AgentId agent, EnvironmentId environment) {
        return deploy(actor, organization, agent, environment, SettingsEdit.NONE, Optional.empty());
    }

    /// Deploys the agent.
    ///
    /// @param edit what shall change of its settings before
    /// @param seen the version of the settings that is meant; whichever there is when empty
    /// @throws RefusedException `resource.not-found`; `agent.external`; `agent.without-upstream`;
    ///     `agent.without-key-security` when the switch is set of one that has none; `deployment.settings-stale`
    public Recorded<Deployment> deploy(
            Actor actor,
            OrganizationId organization,
            AgentId agent,
            EnvironmentId environment,
            SettingsEdit edit,
            Optional<Integer> seen) {
        return recorder.record(actor, Permission.AGENTS_DEPLOY, organization, scope -> {
            if (!edit.equals(SettingsEdit.NONE)) {
                scope.require(Permission.AGENTS_EDIT, organization);
            }
            Agent held = revisions.hold(organization, agent, environment);
            SettingsDraft draft = revisions.edit(scope, held, revisions.draft(held, environment, seen), edit);
            return revisions.deploy(scope, held, environment, draft.settings(), Optional.empty());
        });
    }

    /// Deploys what is live anew, leading elsewhere. Edits that are pending stay so; settings that led where the
    /// live revision did lead elsewhere too.
    ///
    /// @throws RefusedException `resource.not-found`, also when nothing is live
    public Recorded<Deployment> move(
            Actor actor, OrganizationId organization, AgentId agent, EnvironmentId environment, UpstreamUrl to) {
        return recorder.record(actor, Permission.AGENTS_DEPLOY, organization, scope -> {
            Agent held = revisions.hold(organization, agent, environment);
            DeploymentSettings live = deployments
                    .findLive(organization, agent, environment)
                    .orElseThrow(RefusedException::notFound)
                    .settings();
            SettingsDraft draft = revisions.draft(held, environment, Optional.empty());
            if (draft.settings().upstreams().equals(live.upstreams())) {
                SettingsDraft _ =
                        revisions.replace(scope, held, draft, draft.settings().leadingTo(List.of(to)));
            }
            return revisions.deploy(scope, held, environment, live.leadingTo(List.of(to)), Optional.empty());
        });
    }
}
