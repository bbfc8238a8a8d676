package dev.ostiary.core.memory;

import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditDays;
import dev.ostiary.core.credit.CreditSpending;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.credit.KeySpending;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.credit.PlanStore;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.page.Rank;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

final class InMemoryCredits implements CreditStore {
    private final InMemoryTransactions rows;

    InMemoryCredits(InMemoryTransactions rows) {
        this.rows = rows;
    }

    PlanStore plans() {
        return new InMemoryPlans(rows);
    }

    static List<MeteredOrganization> metered(Contents contents) {
        return contents.creditAccounts().values().stream()
                .filter(account -> contents.organizations()
                        .containsKey(account.organization().value()))
                .flatMap(account -> account.plan().stream()
                        .map(plan -> contents.plans().get(plan.value()))
                        .map(plan -> new MeteredOrganization(account.organization(), plan.credits(), plan.costs())))
                .toList();
    }

    @Override
    public Optional<CreditAccount> find(CreditAccountId id) {
        return rows.read(
                contents -> Optional.ofNullable(contents.creditAccounts().get(id)));
    }

    @Override
    public Optional<CreditAccount> lock(CreditAccountId id) {
        return find(id);
    }

    @Override
    public void save(CreditAccount account) {
        rows.write(contents -> contents.creditAccounts().put(account.id(), account));
    }

    @Override
    public void delete(CreditAccountId id) {
        rows.write(contents -> contents.creditAccounts().remove(id));
    }

    @Override
    public void addSpending(Collection<CreditSpending> batch) {
        rows.write(contents -> batch.forEach(spending -> contents.creditSpending()
                .merge(
                        new CreditSpending(spending.organization(), spending.key(), spending.day(), 0),
                        spending.credits(),
                        Long::sum)));
    }

    @Override
    public long spent(OrganizationId organization, CreditDays days) {
        return sums(organization, days).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public long spent(OrganizationId organization, KeyId key, CreditDays days) {
        return sums(organization, days).getOrDefault(Optional.of(key), 0L);
    }

    private Map<Optional<KeyId>, Long> sums(OrganizationId organization, CreditDays days) {
        Predicate<CreditSpending> matches = spending -> spending.organization().equals(organization)
                && !spending.day().isBefore(days.first())
                && !spending.day().isAfter(days.last());
        return rows.read(contents -> contents.creditSpending().entrySet().stream()
                .filter(row -> matches.test(row.getKey()))
                .collect(
                        Collectors.groupingBy(row -> row.getKey().key(), Collectors.summingLong(Map.Entry::getValue))));
    }

    @Override
    public Page<KeySpending> list(OrganizationId organization, CreditDays days, PageRequest page) {
        Rank after = Rank.parse(page.cursor());
        Map<Optional<KeyId>, Long> sums = sums(organization, days);
        List<KeySpending> read = rows.read(contents -> sums.entrySet().stream()
                .map(sum -> new KeySpending(
                        sum.getKey(),
                        sum.getKey().map(KeyId::value).map(contents.keys()::get).map(ApiKey::name),
                        sum.getValue()))
                .filter(spending -> spending.credits() > 0 && after.isBefore(spending.credits(), key(spending)))
                .sorted(Comparator.comparingLong(KeySpending::credits)
                        .reversed()
                        .thenComparing(InMemoryCredits::key))
                .limit(page.limit() + 1L)
                .toList());
        return Page.of(read, page, spending -> spending.rank().cursor());
    }

    private static String key(KeySpending spending) {
        return spending.key().map(KeyId::value).orElse("");
    }

    private record InMemoryPlans(InMemoryTransactions rows) implements PlanStore {
        @Override
        public void insert(Plan plan) {
            rows.write(contents -> {
                if (bySlug(contents, plan.slug()).isPresent()) {
                    throw new RefusedException(ProblemCode.SLUG_TAKEN);
                }
                contents.plans().put(plan.id().value(), plan);
            });
        }

        @Override
        public void update(Plan plan) {
            rows.write(contents -> contents.plans()
                    .computeIfPresent(
                            plan.id().value(),
                            (_, before) -> new Plan(
                                    before.id(),
                                    before.slug(),
                                    plan.name(),
                                    plan.credits(),
                                    plan.costs(),
                                    before.createdAt())));
        }

        @Override
        public void delete(PlanId id) {
            rows.write(contents -> contents.plans().remove(id.value()));
        }

        @Override
        public Optional<Plan> find(PlanId id) {
            return rows.read(contents -> Optional.ofNullable(contents.plans().get(id.value())));
        }

        @Override
        public Optional<Plan> lock(PlanId id) {
            return find(id);
        }

        @Override
        public Optional<Plan> findBySlug(Slug slug) {
            return rows.read(contents -> bySlug(contents, slug));
        }

        private static Optional<Plan> bySlug(Contents contents, Slug slug) {
            return contents.plans().values().stream()
                    .filter(plan -> plan.slug().equals(slug))
                    .findFirst();
        }

        @Override
        public boolean isUsed(PlanId id) {
            return rows.read(contents -> contents.creditAccounts().values().stream()
                    .anyMatch(account -> account.plan().equals(Optional.of(id))
                            && contents.organizations()
                                    .containsKey(account.organization().value())));
        }

        @Override
        public Page<Plan> list(PageRequest page) {
            return rows.read(contents -> Contents.page(contents.plans(), _ -> true, page));
        }
    }
}
