package dev.ostiary.core.organization;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/// Keeps organizations. A deleted one is never answered, and its slug is free again.
public interface OrganizationStore {
    /// Adds an organization.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken`
    void insert(Organization organization);

    /// Replaces the name of an organization.
    void update(Organization organization);

    /// Hides an organization for good.
    void delete(OrganizationId id, Instant at);

    Optional<Organization> find(OrganizationId id);

    /// The organization of that id, its row held until the transaction ends: what is created inside an
    /// organization holds it, so that it cannot be deleted meanwhile.
    Optional<Organization> lock(OrganizationId id);

    Optional<Organization> findBySlug(Slug slug);

    /// Whether the organization has neither agents nor routes nor keys that are not revoked.
    boolean isEmpty(OrganizationId id);

    /// All organizations, newest first.
    Page<Organization> list(PageRequest page);
}
