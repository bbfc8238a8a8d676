package dev.ostiary.core.agent;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/// Keeps agents. Every method sees one organization only; a deleted agent is never answered, and its slug is free
/// again.
public interface AgentStore {
    /// Adds an agent.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `slug.taken`
    void insert(Agent agent);

    /// Replaces name, upstream and project of an agent.
    void update(Agent agent);

    /// Hides an agent for good.
    void delete(OrganizationId organization, AgentId id, Instant at);

    Optional<Agent> find(OrganizationId organization, AgentId id);

    /// The agent of that id, its row held until the transaction ends.
    Optional<Agent> lock(OrganizationId organization, AgentId id);

    Optional<Agent> findBySlug(OrganizationId organization, Slug slug);

    /// The organization's agents that are called so, by name or slug, in that order.
    ///
    /// @param project those in that one only; all when empty
    Page<Agent> list(OrganizationId organization, Optional<ProjectId> project, NamedListing listing);

    /// The organization's agents of all projects, newest first.
    default Page<Agent> list(OrganizationId organization, PageRequest page) {
        return list(organization, Optional.empty(), NamedListing.newest(page));
    }
}
