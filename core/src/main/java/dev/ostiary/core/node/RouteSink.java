package dev.ostiary.core.node;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.route.RouteSnapshot;

/// Takes the routes a node is to obey.
public interface RouteSink {
    /// Replaces all routes at once.
    void replace(RouteSnapshot routes);

    /// What is left for an organization or key was changed by somebody: leases of it are to be taken anew.
    default void creditsChanged(CreditAccountId account) {}

    /// Changes may have been missed: so it may be with every organization and key.
    default void creditsUnknown() {}
}
