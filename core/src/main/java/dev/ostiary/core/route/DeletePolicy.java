package dev.ostiary.core.route;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Deletes a policy. Its route then obeys the gateway's, or is open when there is none.
public final class DeletePolicy {
    private final PolicyStore policies;
    private final ChangeRecorder recorder;

    public DeletePolicy(PolicyStore policies, ChangeRecorder recorder) {
        this.policies = policies;
        this.recorder = recorder;
    }

    /// Deletes the policy, whatever it is.
    public Recorded<Policy> delete(Actor actor, OrganizationId organization, PolicyId id) {
        return delete(actor, organization, id, Precondition.NONE);
    }

    /// Deletes the policy.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Policy> delete(Actor actor, OrganizationId organization, PolicyId id, Precondition precondition) {
        return recorder.record(actor, Permission.ROUTES_EDIT, organization, scope -> {
            Policy policy = policies.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(policy.version());
            policies.delete(policy);
            scope.audit(
                    organization,
                    AuditAction.POLICY_DELETED,
                    id.value(),
                    policy.name().value(),
                    AuditChanges.removed(RouteDetails.of(policy)));
            scope.announce(Change.Kind.ROUTES, id.value());
            return policy;
        });
    }
}
