package dev.ostiary.core.route;

import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.precondition.Version;
import java.util.Optional;

/// An access policy of an organization: for one of its routes, or for the gateway, which is all of its routes that have
/// none of their own. Deployments have their own switch and are not touched.
///
/// @param name unique in the organization
/// @param route the route it is for; empty for the gateway
public record Policy(
        PolicyId id,
        OrganizationId organization,
        Slug name,
        Optional<RouteId> route,
        PolicySettings settings,
        Stamp created,
        Stamp changed) {
    /// What it is, until it is changed.
    public Version version() {
        return RouteDetails.version(this);
    }

    /// The same policy with other settings. What it is for stays.
    public Policy edited(Slug newName, PolicySettings newSettings, Stamp stamp) {
        return new Policy(id, organization, newName, route, newSettings, created, stamp);
    }
}
