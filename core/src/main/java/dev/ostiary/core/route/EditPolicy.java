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
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Replaces the name and settings of a policy. What it is for stays.
public final class EditPolicy {
    private final PolicyStore policies;
    private final ChangeRecorder recorder;

    public EditPolicy(PolicyStore policies, ChangeRecorder recorder) {
        this.policies = policies;
        this.recorder = recorder;
    }

    /// Replaces name and settings, whatever they are.
    public Recorded<Policy> edit(
            Actor actor, OrganizationId organization, PolicyId id, Slug name, PolicySettings settings) {
        return edit(actor, organization, id, name, settings, Precondition.NONE);
    }

    /// Replaces name and settings.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `slug.taken`
    public Recorded<Policy> edit(
            Actor actor,
            OrganizationId organization,
            PolicyId id,
            Slug name,
            PolicySettings settings,
            Precondition precondition) {
        return recorder.record(actor, Permission.ROUTES_EDIT, organization, scope -> {
            Policy before = policies.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            if (before.name().equals(name) && before.settings().equals(settings)) {
                return before;
            }
            Policy after = before.edited(name, settings, scope.stamp());
            policies.update(after);
            scope.audit(
                    organization,
                    AuditAction.POLICY_EDITED,
                    id.value(),
                    name.value(),
                    AuditChanges.between(RouteDetails.of(before), RouteDetails.of(after)));
            scope.announce(Change.Kind.ROUTES, id.value());
            return after;
        });
    }
}
