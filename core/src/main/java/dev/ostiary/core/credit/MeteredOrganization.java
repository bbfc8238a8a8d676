package dev.ostiary.core.credit;

import dev.ostiary.core.id.OrganizationId;

/// What a node must know of an organization that has a plan.
///
/// @param isLimited whether its credits can be used up
public record MeteredOrganization(OrganizationId organization, boolean isLimited, CallCosts costs) {}
