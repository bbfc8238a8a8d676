package dev.ostiary.gateway;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.route.GatewayRoute;
import org.jspecify.annotations.Nullable;

/// What a call of a route costs.
///
/// @param credits of whichever account pays; 0 for nothing
/// @param isMetered whether the organization has a plan
/// @param account of the organization; null when its credits cannot be used up
record CallPrice(int credits, boolean isMetered, @Nullable CreditAccountId account) {
    /// Where no plan says what it costs: what a key pays that has credits of its own.
    static final CallPrice UNMETERED = new CallPrice(1, false, null);

    /// By the plan of the route's organization.
    static CallPrice of(GatewayRoute route, @Nullable MeteredOrganization metered) {
        if (metered == null) {
            return UNMETERED;
        }
        return new CallPrice(
                metered.costs().of(route.kind()),
                true,
                metered.isLimited() ? CreditAccountId.of(metered.organization()) : null);
    }
}
