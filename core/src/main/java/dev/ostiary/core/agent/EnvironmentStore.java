package dev.ostiary.core.agent;

import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/// Keeps environments. Every method sees one organization only; a deleted environment is never answered, and its slug
/// is free again.
public interface EnvironmentStore {
    /// Adds an environment.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken`
    void insert(Environment environment);

    /// Replaces the name of an environment, and whether it is protected.
    void update(Environment environment);

    /// Hides an environment for good.
    void delete(OrganizationId organization, EnvironmentId id, Instant at);

    Optional<Environment> find(OrganizationId organization, EnvironmentId id);

    /// The environment of that id, its row held until the transaction ends.
    Optional<Environment> lock(OrganizationId organization, EnvironmentId id);

    Optional<Environment> findBySlug(OrganizationId organization, Slug slug);

    /// The organization's environments that are called so, by name or slug, in that order.
    Page<Environment> list(OrganizationId organization, NamedListing listing);

    /// The organization's environments, newest first.
    default Page<Environment> list(OrganizationId organization, PageRequest page) {
        return list(organization, NamedListing.newest(page));
    }
}
