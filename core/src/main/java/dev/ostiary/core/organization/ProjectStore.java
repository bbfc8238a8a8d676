package dev.ostiary.core.organization;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/// Keeps projects. Every method sees one organization only; a deleted project is never answered, and its slug is free
/// again.
public interface ProjectStore {
    /// Adds a project.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken`
    void insert(Project project);

    /// Replaces the name of a project.
    void update(Project project);

    /// Hides a project for good.
    void delete(OrganizationId organization, ProjectId id, Instant at);

    Optional<Project> find(OrganizationId organization, ProjectId id);

    /// The project of that id, its row held until the transaction ends: who puts an agent into it holds it, so
    /// that it cannot be deleted meanwhile.
    Optional<Project> lock(OrganizationId organization, ProjectId id);

    Optional<Project> findBySlug(OrganizationId organization, Slug slug);

    /// Whether no agent is in the project.
    boolean isEmpty(OrganizationId organization, ProjectId id);

    /// The organization's projects that are called so, by name or slug, in that order.
    Page<Project> list(OrganizationId organization, NamedListing listing);

    /// The organization's projects, newest first.
    default Page<Project> list(OrganizationId organization, PageRequest page) {
        return list(organization, NamedListing.newest(page));
    }
}
