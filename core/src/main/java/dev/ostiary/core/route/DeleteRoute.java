package dev.ostiary.core.route;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.BoundKeys;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;
import java.util.Optional;

/// Deletes a route, with it the policy for it, and revokes the keys that were for it alone, so that no access is left
/// behind.
public final class DeleteRoute {
    private final RouteStore routes;
    private final PolicyStore policies;
    private final BoundKeys boundKeys;
    private final ChangeRecorder recorder;

    public DeleteRoute(RouteStore routes, PolicyStore policies, KeyStore keys, ChangeRecorder recorder) {
        this.routes = routes;
        this.policies = policies;
        this.boundKeys = new BoundKeys(keys);
        this.recorder = recorder;
    }

    /// Deletes the route, whatever it is.
    public Recorded<Route> delete(Actor actor, OrganizationId organization, RouteId id) {
        return delete(actor, organization, id, Precondition.NONE);
    }

    /// Deletes the route.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`
    public Recorded<Route> delete(Actor actor, OrganizationId organization, RouteId id, Precondition precondition) {
        return recorder.record(actor, Permission.ROUTES_EDIT, organization, scope -> {
            Route route = routes.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(route.version());
            Optional<Policy> policy = policies.lockOfRoute(organization, id);
            policy.ifPresent(own -> {
                policies.delete(own);
                scope.audit(
                        organization,
                        AuditAction.POLICY_DELETED,
                        own.id().value(),
                        own.name().value(),
                        AuditChanges.removed(RouteDetails.of(own)));
            });
            boundKeys.revoke(scope, organization, id, "route.deleted");
            routes.delete(route);
            scope.audit(
                    organization,
                    AuditAction.ROUTE_DELETED,
                    id.value(),
                    route.name().value(),
                    AuditChanges.removed(RouteDetails.of(route)));
            scope.announce(Change.Kind.ROUTES, id.value());
            return route;
        });
    }
}
