package dev.ostiary.core.credit;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import java.util.Map;
import java.util.Optional;

/// Gives organizations plans, and credits beyond them. Both take a permission of the installation: nobody grants
/// credits to themselves.
public final class OrganizationCredits {
    private final OrganizationStore organizations;
    private final PlanStore plans;
    private final CreditStore credits;
    private final ChangeRecorder recorder;

    public OrganizationCredits(
            OrganizationStore organizations, PlanStore plans, CreditStore credits, ChangeRecorder recorder) {
        this.organizations = organizations;
        this.plans = plans;
        this.credits = credits;
        this.recorder = recorder;
    }

    /// Lets the organization be metered by a plan, or by none. What it spent this month and what it was granted
    /// stay.
    ///
    /// @throws RefusedException `permission.denied`; `resource.not-found` for the organization; `request.invalid`
    ///     for a plan that there is not
    public Recorded<CreditAccount> setPlan(Actor actor, OrganizationId id, Optional<PlanId> plan) {
        requireSeen(actor, id);
        return recorder.record(actor, Permission.INSTALLATION_MANAGE, id, scope -> {
            Organization organization = organizations.lock(id).orElseThrow(RefusedException::notFound);
            Optional<Plan> chosen = plan.map(this::held);
            CreditAccount before = held(scope, id);
            CreditAccount after = before.onPlan(plan);
            if (!after.equals(before)) {
                credits.save(after);
                scope.audit(
                        id,
                        AuditAction.ORGANIZATION_PLAN_SET,
                        id.value(),
                        organization.name().value(),
                        AuditChanges.between(named(before.plan().flatMap(plans::find)), named(chosen)));
                scope.announce(Change.Kind.ROUTES, id.value());
            }
            return after;
        });
    }

    private Plan held(PlanId plan) {
        return plans.lock(plan)
                .orElseThrow(() -> RefusedException.field("plan", "choose a plan that there is: list /v1/plans"));
    }

    private static Map<String, String> named(Optional<Plan> plan) {
        return Map.of("plan", plan.map(chosen -> chosen.slug().value()).orElse("none"));
    }

    /// Grants credits beyond the plan's, which keep until they are spent.
    ///
    /// @param amount at least one
    /// @throws RefusedException `permission.denied`; `resource.not-found`
    public Recorded<CreditAccount> grant(Actor actor, OrganizationId id, long amount) {
        requireSeen(actor, id);
        return recorder.record(actor, Permission.INSTALLATION_MANAGE, id, scope -> {
            Organization organization = organizations.lock(id).orElseThrow(RefusedException::notFound);
            CreditAccount after = held(scope, id).grantedMore(amount);
            credits.save(after);
            scope.audit(
                    id,
                    AuditAction.ORGANIZATION_CREDITS_GRANTED,
                    id.value(),
                    organization.name().value(),
                    AuditChanges.made(Map.of("credits", Long.toString(amount))));
            scope.announce(Change.Kind.CREDITS, id.value());
            return after;
        });
    }

    /// Who may not even see the organization is told that it is not there.
    private static void requireSeen(Actor actor, OrganizationId organization) {
        if (!actor.maySee(organization)) {
            throw RefusedException.notFound();
        }
    }

    private CreditAccount held(ChangeScope scope, OrganizationId organization) {
        CreditAccountId id = CreditAccountId.of(organization);
        return credits.lock(id).orElseGet(() -> CreditAccount.empty(id, organization, CreditMonth.of(scope.now())));
    }
}
