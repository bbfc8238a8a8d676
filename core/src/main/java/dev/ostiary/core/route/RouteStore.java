package dev.ostiary.core.route;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Optional;

/// Keeps routes. Every method sees one organization only; deleted routes are never answered.
public interface RouteStore {
    /// Adds a route.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken` when a route of the organization has that
    /// name;
    ///     `route.taken` when it conflicts with a route of any organization ([Route#conflictsWith])
    void insert(Route route);

    /// Replaces the record of a route that [#lock] answered in the same transaction.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken` and `route.taken` as on insert
    void update(Route route);

    /// Removes a route that [#lock] answered in the same transaction.
    void delete(Route route);

    /// The route of that id.
    Optional<Route> find(OrganizationId organization, RouteId id);

    /// The route of that id, its row held until the transaction ends.
    Optional<Route> lock(OrganizationId organization, RouteId id);

    /// The organization's routes that are called so, by name, host or path, in that order.
    Page<Route> list(OrganizationId organization, NamedListing listing);

    /// The organization's routes, newest first.
    default Page<Route> list(OrganizationId organization, PageRequest page) {
        return list(organization, NamedListing.newest(page));
    }
}
