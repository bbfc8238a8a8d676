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
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.util.Optional;

/// Creates an access policy for a route or for the gateway.
public final class CreatePolicy {
    private final PolicyStore policies;
    private final RouteStore routes;
    private final OrganizationStore organizations;
    private final ChangeRecorder recorder;
    private final Randomness randomness;

    public CreatePolicy(
            PolicyStore policies,
            RouteStore routes,
            OrganizationStore organizations,
            ChangeRecorder recorder,
            Randomness randomness) {
        this.policies = policies;
        this.routes = routes;
        this.organizations = organizations;
        this.recorder = recorder;
        this.randomness = randomness;
    }

    /// Creates the policy.
    ///
    /// @param route the route it is for; empty for the gateway
    /// @throws RefusedException `resource.not-found`; `slug.taken`; `policy.target-taken`
    public Recorded<Policy> create(
            Actor actor, OrganizationId organization, Slug name, Optional<RouteId> route, PolicySettings settings) {
        return recorder.record(actor, Permission.ROUTES_EDIT, organization, scope -> {
            RefusedException.requireFound(organizations.lock(organization));
            route.ifPresent(target -> RefusedException.requireFound(routes.lock(organization, target)));
            Policy policy = new Policy(
                    PolicyId.create(randomness, scope.now()),
                    organization,
                    name,
                    route,
                    settings,
                    scope.stamp(),
                    scope.stamp());
            policies.insert(policy);
            scope.audit(
                    organization,
                    AuditAction.POLICY_CREATED,
                    policy.id().value(),
                    name.value(),
                    AuditChanges.made(RouteDetails.of(policy)));
            scope.announce(Change.Kind.ROUTES, policy.id().value());
            return policy;
        });
    }
}
