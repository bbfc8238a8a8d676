package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Gives an environment another name; its slug, which stands in URLs, stays.
public final class RenameEnvironment {
    private final EnvironmentStore environments;
    private final ChangeRecorder recorder;

    public RenameEnvironment(EnvironmentStore environments, ChangeRecorder recorder) {
        this.environments = environments;
        this.recorder = recorder;
    }

    /// Renames the environment, whatever it is.
    public Recorded<Environment> rename(Actor actor, OrganizationId organization, EnvironmentId id, DisplayName name) {
        return rename(actor, organization, id, name, Precondition.NONE);
    }

    /// Renames the environment.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Environment> rename(
            Actor actor, OrganizationId organization, EnvironmentId id, DisplayName name, Precondition precondition) {
        return recorder.record(actor, Permission.ENVIRONMENTS_EDIT, organization, scope -> {
            Environment before = environments.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            Environment after = before.renamed(name);
            if (!after.equals(before)) {
                environments.update(after);
                scope.audit(
                        organization,
                        AuditAction.ENVIRONMENT_RENAMED,
                        id.value(),
                        name.value(),
                        AuditChanges.between(AgentDetails.of(before), AgentDetails.of(after)));
            }
            return after;
        });
    }
}
