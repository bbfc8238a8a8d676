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
import java.util.Optional;

/// Edits the settings of an agent in an environment. Nothing obeys them before the next deployment.
public final class EditDeploymentSettings {
    private final Revisions revisions;
    private final ChangeRecorder recorder;

    public EditDeploymentSettings(
            AgentStore agents,
            EnvironmentStore environments,
            DeploymentStore deployments,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.revisions = new Revisions(agents, environments, deployments, randomness);
        this.recorder = recorder;
    }

    /// Edits them.
    ///
    /// @param seen the version of the settings that is meant; whichever there is when empty
    /// @throws RefusedException `resource.not-found`; `agent.external`; `agent.without-key-security` when the
    ///     switch is set of one that has none; `deployment.settings-stale`
    public Recorded<SettingsDraft> edit(
            Actor actor,
            OrganizationId organization,
            AgentId agent,
            EnvironmentId environment,
            SettingsEdit edit,
            Optional<Integer> seen) {
        return recorder.record(actor, Permission.AGENTS_EDIT, organization, scope -> {
            Agent held = revisions.hold(organization, agent, environment);
            return revisions.edit(scope, held, revisions.draft(held, environment, seen), edit);
        });
    }
}
