package dev.ostiary.core.memory;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Instant;
import java.util.Optional;

final class InMemoryAgents implements AgentStore {
    private final InMemoryTransactions rows;

    InMemoryAgents(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Agent agent) {
        rows.write(contents -> {
            if (bySlug(contents, agent.organization(), agent.slug()).isPresent()) {
                throw new RefusedException(ProblemCode.SLUG_TAKEN);
            }
            contents.agents().put(agent.id().value(), agent);
        });
    }

    @Override
    public void update(Agent agent) {
        rows.write(contents -> byId(contents, agent.organization(), agent.id())
                .ifPresent(before -> contents.agents()
                        .put(
                                agent.id().value(),
                                before.edited(agent.name(), agent.upstream()).movedTo(agent.project()))));
    }

    @Override
    public void delete(OrganizationId organization, AgentId id, Instant at) {
        rows.write(contents -> byId(contents, organization, id)
                .ifPresent(_ -> contents.agents().remove(id.value())));
    }

    @Override
    public Optional<Agent> find(OrganizationId organization, AgentId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<Agent> lock(OrganizationId organization, AgentId id) {
        return find(organization, id);
    }

    @Override
    public Optional<Agent> findBySlug(OrganizationId organization, Slug slug) {
        return rows.read(contents -> bySlug(contents, organization, slug));
    }

    @Override
    public Page<Agent> list(OrganizationId organization, Optional<ProjectId> project, NamedListing listing) {
        return rows.read(contents -> Contents.page(
                contents.agents(),
                row -> row.organization().equals(organization)
                        && project.orElse(row.project()).equals(row.project()),
                Agent::words,
                listing));
    }

    private static Optional<Agent> byId(Contents contents, OrganizationId organization, AgentId id) {
        return Optional.ofNullable(contents.agents().get(id.value()))
                .filter(row -> row.organization().equals(organization));
    }

    private static Optional<Agent> bySlug(Contents contents, OrganizationId organization, Slug slug) {
        return contents.agents().values().stream()
                .filter(row ->
                        row.organization().equals(organization) && row.slug().equals(slug))
                .findFirst();
    }
}
