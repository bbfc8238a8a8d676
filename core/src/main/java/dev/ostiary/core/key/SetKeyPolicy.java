package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Sets what an organization allows of its keys.
public final class SetKeyPolicy {
    private final BindingTargets targets;
    private final KeyPolicyStore policies;
    private final ChangeRecorder recorder;

    public SetKeyPolicy(BindingTargets targets, KeyPolicyStore policies, ChangeRecorder recorder) {
        this.targets = targets;
        this.policies = policies;
        this.recorder = recorder;
    }

    /// Sets the policy, whatever it was.
    public Recorded<KeyPolicy> set(Actor actor, OrganizationId organization, KeyPolicy policy) {
        return set(actor, organization, policy, Precondition.NONE);
    }

    /// Sets the policy; setting what is set changes nothing.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<KeyPolicy> set(
            Actor actor, OrganizationId organization, KeyPolicy policy, Precondition precondition) {
        return recorder.record(actor, Permission.POLICY_EDIT, organization, scope -> {
            if (!targets.lock(organization, new KeyBinding.WholeOrganization())) {
                throw RefusedException.notFound();
            }
            KeyPolicy before = policies.get(organization);
            precondition.require(before.version(organization));
            if (!policy.equals(before)) {
                policies.set(organization, policy);
                scope.audit(
                        organization,
                        AuditAction.KEY_POLICY_SET,
                        organization.value(),
                        "",
                        AuditChanges.between(before.texts(), policy.texts()));
            }
            return policy;
        });
    }
}
