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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    @Override
    public List<Organization> named(Set<OrganizationId> ids) {
        return rows.read(contents ->
                byName(contents).filter(known -> ids.contains(known.id())).toList());
    }

    @Override
    public Page<Organization> search(String text, PageRequest page) {
        String wanted = folded(text.replace('\0', ' '));
        return rows.read(contents -> {
            List<Organization> found = byName(contents)
                    .dropWhile(known -> page.cursor()
                            .filter(cursor -> !cursor.equals(known.id().value()))
                            .isPresent())
                    .skip(page.cursor().isPresent() ? 1 : 0)
                    .filter(known -> folded(known.name().value()).contains(wanted)
                            || known.slug().value().contains(wanted))
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.of(found, page, known -> known.id().value());
        });
    }

    private static Stream<Organization> byName(Contents contents) {
        return contents.organizations().values().stream()
                .sorted(Comparator.comparing(
                                (Organization known) -> folded(known.name().value()))
                        .thenComparing(known -> known.id().value()));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Optional<Organization> bySlug(Contents contents, Slug slug) {
        return contents.organizations().values().stream()
                .filter(known -> known.slug().equals(slug))
                .findFirst();
    }
}
