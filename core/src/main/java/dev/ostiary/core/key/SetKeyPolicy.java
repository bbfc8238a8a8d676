package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;

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

    /// Sets the policy; setting what is set changes nothing.
    ///
    /// @throws RefusedException `resource.not-found`
    public Recorded<KeyPolicy> set(Actor actor, OrganizationId organization, KeyPolicy policy) {
        return recorder.record(actor, Permission.POLICY_EDIT, organization, scope -> {
            if (!targets.lock(organization, new KeyBinding.WholeOrganization())) {
                throw RefusedException.notFound();
            }
            KeyPolicy before = policies.get(organization);
            if (!policy.equals(before)) {
                policies.set(organization, policy);
                scope.audit(
                        organization,
                        AuditAction.KEY_POLICY_SET,
                        organization.value(),
                        "",
                        AuditChanges.between(of(before), of(policy)));
            }
            return policy;
        });
    }

    private static Map<String, String> of(KeyPolicy policy) {
        return Map.of(
                "longestLife", policy.longestLife().map(Object::toString).orElse("any"),
                "mayNeverExpire", Boolean.toString(policy.mayNeverExpire()),
                "mostLiveKeys", policy.mostLiveKeys().map(Object::toString).orElse("any"));
    }
}
