package dev.ostiary.core.route;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PolicyId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.util.Optional;

/// Keeps policies. Every method sees one organization only; deleted policies are never answered.
public interface PolicyStore {
    /// Adds a policy.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken` when a policy of the organization has that
    /// name;
    ///     `policy.target-taken` when one has that target
    void insert(Policy policy);

    /// Replaces the record of a policy that [#lock] answered in the same transaction.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken` as on insert
    void update(Policy policy);

    /// Removes a policy that [#lock] answered in the same transaction.
    void delete(Policy policy);

    /// The policy of that id.
    Optional<Policy> find(OrganizationId organization, PolicyId id);

    /// The policy of that id, its row held until the transaction ends.
    Optional<Policy> lock(OrganizationId organization, PolicyId id);

    /// The organization's policies, newest first.
    Page<Policy> list(OrganizationId organization, PageRequest page);

    /// The policy of that route itself, held until the transaction ends.
    Optional<Policy> lockOfRoute(OrganizationId organization, RouteId route);
}
