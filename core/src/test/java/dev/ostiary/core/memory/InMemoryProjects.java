package dev.ostiary.core.memory;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.organization.ProjectStore;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Instant;
import java.util.Optional;

final class InMemoryProjects implements ProjectStore {
    private final InMemoryTransactions rows;

    InMemoryProjects(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Project project) {
        rows.write(contents -> {
            if (bySlug(contents, project.organization(), project.slug()).isPresent()) {
                throw new RefusedException(ProblemCode.SLUG_TAKEN);
            }
            contents.projects().put(project.id().value(), project);
        });
    }

    @Override
    public void update(Project project) {
        rows.write(contents -> byId(contents, project.organization(), project.id())
                .ifPresent(before -> contents.projects().put(project.id().value(), before.renamed(project.name()))));
    }

    @Override
    public void delete(OrganizationId organization, ProjectId id, Instant at) {
        rows.write(contents -> byId(contents, organization, id)
                .ifPresent(_ -> contents.projects().remove(id.value())));
    }

    @Override
    public Optional<Project> find(OrganizationId organization, ProjectId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<Project> lock(OrganizationId organization, ProjectId id) {
        return find(organization, id);
    }

    @Override
    public Optional<Project> findBySlug(OrganizationId organization, Slug slug) {
        return rows.read(contents -> bySlug(contents, organization, slug));
    }

    @Override
    public boolean isEmpty(OrganizationId organization, ProjectId id) {
        return rows.read(contents -> contents.agents().values().stream()
                .noneMatch(agent -> agent.organization().equals(organization)
                        && agent.project().equals(id)));
    }

    @Override
    public Page<Project> list(OrganizationId organization, NamedListing listing) {
        return rows.read(contents -> Contents.page(
                contents.projects(), row -> row.organization().equals(organization), Project::words, listing));
    }

    private static Optional<Project> byId(Contents contents, OrganizationId organization, ProjectId id) {
        return Optional.ofNullable(contents.projects().get(id.value()))
                .filter(row -> row.organization().equals(organization));
    }

    private static Optional<Project> bySlug(Contents contents, OrganizationId organization, Slug slug) {
        return contents.projects().values().stream()
                .filter(row ->
                        row.organization().equals(organization) && row.slug().equals(slug))
                .findFirst();
    }
}
