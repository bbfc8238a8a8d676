package dev.ostiary.core.credit;

import dev.ostiary.core.id.OrganizationId;
import java.util.Optional;

/// What a node must know of an organization that has a plan.
///
/// @param credits for each month; empty when they cannot be used up
public record MeteredOrganization(OrganizationId organization, Optional<Long> credits, CallCosts costs) {
    /// Whether its credits can be used up.
    public boolean isLimited() {
        return credits.isPresent();
    }
}
