package dev.ostiary.core.agent;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;

/// Protects an environment, or ends that. In a protected one it takes `environments.protected` besides to deploy, to
/// undeploy, and to make, change or end keys.
public final class ProtectEnvironment {
    private final EnvironmentStore environments;
    private final ChangeRecorder recorder;

    public ProtectEnvironment(EnvironmentStore environments, ChangeRecorder recorder) {
        this.environments = environments;
        this.recorder = recorder;
    }

    /// Protects the environment; protecting a protected one changes nothing.
    ///
    /// @throws RefusedException `resource.not-found`; `permission.denied`
    public Recorded<Environment> protect(Actor actor, OrganizationId organization, EnvironmentId id) {
        return set(actor, organization, id, true);
    }

    /// Ends the protection.
    ///
    /// @throws RefusedException `resource.not-found`; `permission.denied`
    public Recorded<Environment> unprotect(Actor actor, OrganizationId organization, EnvironmentId id) {
        return set(actor, organization, id, false);
    }

    private Recorded<Environment> set(Actor actor, OrganizationId organization, EnvironmentId id, boolean isProtected) {
        return recorder.record(actor, Permission.ENVIRONMENTS_PROTECTED, organization, scope -> {
            Environment before = environments.lock(organization, id).orElseThrow(RefusedException::notFound);
            Environment after = before.withProtection(isProtected);
            if (!after.equals(before)) {
                environments.update(after);
                scope.audit(
                        organization,
                        isProtected ? AuditAction.ENVIRONMENT_PROTECTED : AuditAction.ENVIRONMENT_UNPROTECTED,
                        id.value(),
                        after.name().value(),
                        AuditChanges.NONE);
            }
            return after;
        });
    }
}
