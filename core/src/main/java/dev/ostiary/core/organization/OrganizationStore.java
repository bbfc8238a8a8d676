package dev.ostiary.core.organization;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /// Those of them that are there, by name.
    List<Organization> named(Set<OrganizationId> ids);

    /// The organizations whose name or slug contains a text, in capitals or not, by name. Nothing comes after a
    /// cursor that names no organization.
    Page<Organization> search(String text, PageRequest page);
}
