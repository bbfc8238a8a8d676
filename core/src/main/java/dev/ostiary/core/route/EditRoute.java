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
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.RefusedException;

/// Replaces the name and settings of a route. Requests in progress go on where they began, while they would be let in.
public final class EditRoute {
    private final RouteStore routes;
    private final ChangeRecorder recorder;

    public EditRoute(RouteStore routes, ChangeRecorder recorder) {
        this.routes = routes;
        this.recorder = recorder;
    }

    /// Replaces name and settings, whatever they are.
    public Recorded<Route> edit(
            Actor actor, OrganizationId organization, RouteId id, Slug name, RouteSettings settings) {
        return edit(actor, organization, id, name, settings, Precondition.NONE);
    }

    /// Replaces name and settings.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `slug.taken`; `route.taken`
    public Recorded<Route> edit(
            Actor actor,
            OrganizationId organization,
            RouteId id,
            Slug name,
            RouteSettings settings,
            Precondition precondition) {
        return recorder.record(actor, Permission.ROUTES_EDIT, organization, scope -> {
            Route before = routes.lock(organization, id).orElseThrow(RefusedException::notFound);
            precondition.require(before.version());
            if (before.name().equals(name) && before.settings().equals(settings)) {
                return before;
            }
            Route after = before.edited(name, settings, scope.stamp());
            routes.update(after);
            scope.audit(
                    organization,
                    AuditAction.ROUTE_EDITED,
                    id.value(),
                    name.value(),
                    AuditChanges.between(RouteDetails.of(before), RouteDetails.of(after)));
            scope.announce(Change.Kind.ROUTES, id.value());
            return after;
        });
    }
}
