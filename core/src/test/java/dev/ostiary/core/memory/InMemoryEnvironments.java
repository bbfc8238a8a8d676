package dev.ostiary.core.memory;

import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Instant;
import java.util.Optional;

final class InMemoryEnvironments implements EnvironmentStore {
    private final InMemoryTransactions rows;

    InMemoryEnvironments(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Environment environment) {
        rows.write(contents -> {
            if (bySlug(contents, environment.organization(), environment.slug()).isPresent()) {
                throw new RefusedException(ProblemCode.SLUG_TAKEN);
            }
            contents.environments().put(environment.id().value(), environment);
        });
    }

    @Override
    public void update(Environment environment) {
        rows.write(contents -> byId(contents, environment.organization(), environment.id())
                .ifPresent(before -> contents.environments()
                        .put(
                                environment.id().value(),
                                before.renamed(environment.name()).withProtection(environment.isProtected()))));
    }

    @Override
    public void delete(OrganizationId organization, EnvironmentId id, Instant at) {
        rows.write(contents -> byId(contents, organization, id)
                .ifPresent(_ -> contents.environments().remove(id.value())));
    }

    @Override
    public Optional<Environment> find(OrganizationId organization, EnvironmentId id) {
        return rows.read(contents -> byId(contents, organization, id));
    }

    @Override
    public Optional<Environment> lock(OrganizationId organization, EnvironmentId id) {
        return find(organization, id);
    }

    @Override
    public Optional<Environment> findBySlug(OrganizationId organization, Slug slug) {
        return rows.read(contents -> bySlug(contents, organization, slug));
    }

    @Override
    public Page<Environment> list(OrganizationId organization, NamedListing listing) {
        return rows.read(contents -> Contents.page(
                contents.environments(), row -> row.organization().equals(organization), Environment::words, listing));
    }

    private static Optional<Environment> byId(Contents contents, OrganizationId organization, EnvironmentId id) {
        return Optional.ofNullable(contents.environments().get(id.value()))
                .filter(row -> row.organization().equals(organization));
    }

    private static Optional<Environment> bySlug(Contents contents, OrganizationId organization, Slug slug) {
        return contents.environments().values().stream()
                .filter(row ->
                        row.organization().equals(organization) && row.slug().equals(slug))
                .findFirst();
    }
}
