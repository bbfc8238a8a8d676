package dev.ostiary.core.credit;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.Optional;

/// Creates, edits and deletes plans, which takes a permission of the installation.
public final class Plans {
    private final PlanStore plans;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public Plans(PlanStore plans, ChangeRecorder recorder, Randomness randomness) {
        this.plans = plans;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates a plan.
    ///
    /// @param credits for each month; empty for as many as are wanted
    /// @throws RefusedException `permission.denied`; `slug.taken`
    public Recorded<Plan> create(Actor actor, Slug slug, DisplayName name, Optional<Long> credits, CallCosts costs) {
        return recorder.record(actor, Permission.INSTALLATION_MANAGE, Optional.empty(), scope -> {
            Plan plan = new Plan(PlanId.create(randomness, scope.now()), slug, name, credits, costs, scope.now());
            plans.insert(plan);
            audit(scope, AuditAction.PLAN_CREATED, plan, AuditChanges.made(plan.details()));
            return plan;
        });
    }

    /// Edits a plan. Organizations that have it have the new one from the next call on; what they spent this month
    /// stays spent.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `precondition.failed`
    public Recorded<Plan> edit(Actor actor, PlanId id, PlanEdit edit, Precondition precondition) {
        return recorder.record(actor, Permission.INSTALLATION_MANAGE, Optional.empty(), scope -> {
            Plan before = held(id, precondition);
            Plan after = before.edited(edit);
            if (!after.equals(before)) {
                plans.update(after);
                audit(scope, AuditAction.PLAN_EDITED, after, AuditChanges.between(before.details(), after.details()));
                scope.announce(Change.Kind.ROUTES, id.value());
            }
            return after;
        });
    }

    /// Deletes a plan that no organization has.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found`; `precondition.failed`; `plan.in-use`
    public Recorded<Plan> delete(Actor actor, PlanId id, Precondition precondition) {
        return recorder.record(actor, Permission.INSTALLATION_MANAGE, Optional.empty(), scope -> {
            Plan plan = held(id, precondition);
            if (plans.isUsed(id)) {
                throw new RefusedException(ProblemCode.PLAN_IN_USE);
            }
            plans.delete(id);
            audit(scope, AuditAction.PLAN_DELETED, plan, AuditChanges.removed(plan.details()));
            return plan;
        });
    }

    private Plan held(PlanId id, Precondition precondition) {
        Plan plan = plans.lock(id).orElseThrow(RefusedException::notFound);
        precondition.require(plan.version());
        return plan;
    }

    private static void audit(ChangeScope scope, AuditAction action, Plan plan, AuditChanges changes) {
        scope.audit(Optional.empty(), action, plan.id().value(), plan.name().value(), changes);
    }
}
