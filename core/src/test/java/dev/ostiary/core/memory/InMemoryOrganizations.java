package dev.ostiary.core.memory;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Instant;
import java.util.Optional;

final class InMemoryOrganizations implements OrganizationStore {
    private final InMemoryTransactions rows;

    InMemoryOrganizations(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Organization organization) {
        rows.write(contents -> {
            if (bySlug(contents, organization.slug()).isPresent()) {
                throw new RefusedException(ProblemCode.SLUG_TAKEN);
            }
            contents.organizations().put(organization.id().value(), organization);
        });
    }

    @Override
    public void update(Organization organization) {
        rows.write(contents -> contents.organizations()
                .computeIfPresent(organization.id().value(), (_, before) -> before.renamed(organization.name())));
    }

    @Override
    public void delete(OrganizationId id, Instant at) {
        rows.write(contents -> contents.organizations().remove(id.value()));
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return rows.read(
                contents -> Optional.ofNullable(contents.organizations().get(id.value())));
    }

    @Override
    public Optional<Organization> lock(OrganizationId id) {
        return find(id);
    }

    @Override
    public Optional<Organization> findBySlug(Slug slug) {
        return rows.read(contents -> bySlug(contents, slug));
    }

    @Override
    public boolean isEmpty(OrganizationId id) {
        return rows.read(contents -> contents.agents().values().stream()
                        .noneMatch(agent -> agent.organization().equals(id))
                && contents.keys().values().stream()
                        .noneMatch(key ->
                                key.organization().equals(id) && key.revokedAt().isEmpty())
                && contents.routes().values().stream()
                        .noneMatch(route -> route.organization().equals(id))
                && contents.providerKeys().values().stream()
                        .noneMatch(key -> key.organization().equals(id)));
    }

    @Override
    public Page<Organization> list(PageRequest page) {
        return rows.read(contents -> Contents.page(contents.organizations(), _ -> true, page));
    }

    private static Optional<Organization> bySlug(Contents contents, Slug slug) {
        return contents.organizations().values().stream()
                .filter(known -> known.slug().equals(slug))
                .findFirst();
    }
}
