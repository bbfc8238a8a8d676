package dev.ostiary.core.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.StoreContract;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [CreditStore] and [PlanStore] does (S2.25).
public abstract class CreditStoreContract extends StoreContract {
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final LocalDate FIRST = MARCH.atDay(1);
    private static final int NOW = CreditMonth.of(MARCH);

    private Plan plan(String slug, Optional<Long> credits) {
        Plan plan = new Plan(
                PlanId.create(randomness, tick()),
                new Slug(slug),
                new DisplayName("The " + slug),
                credits,
                new CallCosts(Map.of(CallKind.LLM, 5, CallKind.MCP, 0)),
                tick());
        store.plans().insert(plan);
        return plan;
    }

    private static CreditAccount account(Organization organization, Optional<PlanId> plan) {
        CreditAccountId id = CreditAccountId.of(organization.id());
        return CreditAccount.empty(id, organization.id(), NOW).onPlan(plan);
    }

    /// A plan reads as it was written, by id and by slug, limited or not.
    @Test
    void plans_readAsWritten() {
        Plan pro = plan("pro", Optional.of(1000L));
        Plan free = plan("free", Optional.empty());

        assertEquals(Optional.of(pro), store.plans().find(pro.id()));
        assertEquals(Optional.of(free), store.plans().findBySlug(free.slug()));
        assertEquals(List.of(free, pro), store.plans().list(PageRequest.first()).items());
        Page<Plan> page = store.plans().list(new PageRequest(1, Optional.empty()));
        assertEquals(
                List.of(pro),
                store.plans().list(new PageRequest(1, page.nextCursor())).items());
    }

    /// What may be edited is replaced; a slug is taken once.
    @Test
    void plans_updateAndInsert() {
        Plan pro = plan("pro", Optional.of(1000L));
        Plan edited = pro.edited(new PlanEdit(
                Optional.of(new DisplayName("Other")),
                Optional.of(new PlanEdit.NewCredits(Optional.empty())),
                Map.of(CallKind.API, 2)));
        store.plans().update(edited);

        assertEquals(Optional.of(edited), store.plans().find(pro.id()));
        RefusedException taken = assertThrows(RefusedException.class, () -> plan("pro", Optional.empty()));
        assertEquals(ProblemCode.SLUG_TAKEN, taken.code());
    }

    /// A plan is used as long as an organization has it that is there; a deleted one is gone.
    @Test
    void plans_isUsed_byOrganizationsThatAreThere() {
        Plan pro = plan("pro", Optional.of(1000L));
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        store.credits().save(account(acme, Optional.of(pro.id())));
        store.credits().save(account(globex, Optional.empty()));
        assertTrue(store.plans().isUsed(pro.id()));

        store.organizations().delete(acme.id(), tick());
        assertFalse(store.plans().isUsed(pro.id()));
        store.plans().delete(pro.id());
        assertEquals(Optional.empty(), store.plans().find(pro.id()));
    }

    /// An account is one organization's or one key's, and nobody else's.
    @Test
    void save_isOfOneAccount() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        Plan pro = plan("pro", Optional.of(1000L));
        ApiKey key = key(acme, "CI");
        CreditAccount ofAcme = account(acme, Optional.of(pro.id())).grantedMore(7);
        CreditAccount ofKey = CreditAccount.empty(CreditAccountId.of(key.id()), acme.id(), NOW)
                .setTo(5, START);
        store.credits().save(account(acme, Optional.empty()));
        store.credits().save(ofAcme);
        store.credits().save(ofKey);

        assertEquals(Optional.of(ofAcme), store.credits().find(ofAcme.id()));
        assertEquals(Optional.of(ofKey), store.credits().find(ofKey.id()));
        assertEquals(Optional.empty(), store.credits().find(CreditAccountId.of(globex.id())));
        store.credits().delete(ofKey.id());
        assertEquals(Optional.empty(), store.credits().find(ofKey.id()));
        assertEquals(Optional.of(ofAcme), store.credits().find(ofAcme.id()));
    }

    /// Nodes learn of organizations that have a plan, what calls cost them, and whether it can be used up.
    @Test
    void dataPlane_hasTheMeteredOnly() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        Organization gone = organization("gone");
        Plan pro = plan("pro", Optional.of(0L));
        Plan free = plan("free", Optional.empty());
        store.credits().save(account(acme, Optional.of(pro.id())));
        store.credits().save(account(globex, Optional.of(free.id())));
        store.credits().save(account(gone, Optional.of(free.id())));
        store.credits().save(account(organization("none"), Optional.empty()));
        store.organizations().delete(gone.id(), tick());

        assertEquals(
                List.of(
                        new MeteredOrganization(acme.id(), Optional.of(0L), pro.costs()),
                        new MeteredOrganization(globex.id(), Optional.empty(), free.costs())),
                store.dataPlane().routes().metered().stream()
                        .sorted((one, other) -> one.organization()
                                .value()
                                .compareTo(other.organization().value()))
                        .toList());
    }

    /// Nodes learn of a key whether it has credits of its own, when they load and when they follow.
    @Test
    void dataPlane_tellsOfAKeyWhetherItIsMetered() {
        ApiKey plain = key(organization("acme"), "plain");
        ApiKey metered =
                plain.edited(plain.name(), plain.labels(), plain.restrictions().metered(true), stamp("a"));
        store.keys().update(metered);

        assertEquals(Optional.of(metered), store.keys().find(metered.organization(), metered.id()));
        assertTrue(store.dataPlane()
                .keys(List.of(metered.id()))
                .getFirst()
                .restrictions()
                .isMetered());
        store.dataPlane().readKeys(row -> assertTrue(row.entry().restrictions().isMetered()));
    }

    private CreditSpending spending(Organization organization, Optional<KeyId> key, LocalDate day, long credits) {
        return new CreditSpending(organization.id(), key, day, credits);
    }

    /// What calls cost is summed by organization, key and day; what was given back is taken off.
    @Test
    void addSpending_sums() {
        Organization acme = organization("acme");
        Organization globex = organization("globex");
        KeyId key = key(acme, "CI").id();
        store.credits()
                .addSpending(List.of(
                        spending(acme, Optional.of(key), FIRST, 3),
                        spending(acme, Optional.empty(), FIRST, 1),
                        spending(acme, Optional.of(key), FIRST, 4)));
        store.credits()
                .addSpending(List.of(
                        spending(acme, Optional.of(key), FIRST, -2),
                        spending(acme, Optional.of(key), MARCH.atEndOfMonth(), 10),
                        spending(acme, Optional.of(key), FIRST.minusDays(1), 100)));
        store.credits().addSpending(List.of());

        assertEquals(16, store.credits().spent(acme.id(), CreditDays.of(MARCH)));
        assertEquals(15, store.credits().spent(acme.id(), key, CreditDays.of(MARCH)));
        assertEquals(0, store.credits().spent(globex.id(), CreditDays.of(MARCH)));
        assertEquals(0, store.credits().spent(globex.id(), key, CreditDays.of(MARCH)));
    }

    /// The listing goes by what was spent, the most first, and page by page it is whole.
    @Test
    void list_isByCredits() {
        Organization acme = organization("acme");
        ApiKey much = key(acme, "much");
        ApiKey some = key(acme, "some");
        ApiKey same = key(acme, "same");
        OrganizationId stranger = organization("globex").id();
        store.credits()
                .addSpending(List.of(
                        spending(acme, Optional.of(some.id()), FIRST, 5),
                        spending(acme, Optional.of(much.id()), FIRST, 9),
                        spending(acme, Optional.of(same.id()), FIRST, 5),
                        spending(acme, Optional.empty(), FIRST, 5)));
        List<KeySpending> all = List.of(
                new KeySpending(Optional.of(much.id()), Optional.of(much.name()), 9),
                new KeySpending(Optional.empty(), Optional.empty(), 5),
                new KeySpending(Optional.of(some.id()), Optional.of(some.name()), 5),
                new KeySpending(Optional.of(same.id()), Optional.of(same.name()), 5));
        CreditDays days = CreditDays.of(MARCH);

        assertEquals(
                all, store.credits().list(acme.id(), days, PageRequest.first()).items());
        Page<KeySpending> first = store.credits().list(acme.id(), days, new PageRequest(3, Optional.empty()));
        Page<KeySpending> rest = store.credits().list(acme.id(), days, new PageRequest(3, first.nextCursor()));
        assertEquals(
                all,
                Stream.concat(first.items().stream(), rest.items().stream()).toList());
        assertEquals(
                List.of(),
                store.credits().list(stranger, days, PageRequest.first()).items());
        for (String cursor : STRANGE_CURSORS) {
            Page<KeySpending> _ = store.credits().list(acme.id(), days, new PageRequest(3, Optional.of(cursor)));
        }
    }

    /// However many take at once, they get together what there is, to the last one, and nothing that is not there.
    @Test
    void leases_ofManyAtOnce_areNoMoreThanThereIs() throws Exception {
        Organization acme = organization("acme");
        Plan pro = plan("pro", Optional.of(150L));
        CreditAccount account = account(acme, Optional.of(pro.id())).grantedMore(50);
        store.credits().save(account);
        CreditLeases leases = new CreditLeases(
                store.transactions(), store.plans(), store.credits(), Clock.fixed(START, ZoneOffset.UTC));
        Callable<Long> taker = () -> {
            long taken = 0;
            while (true) {
                CreditLease lease = leases.take(account.id(), 1, 20).orElseThrow();
                if (lease.credits() == 0) {
                    return taken;
                }
                leases.giveBack(account.id(), lease.without(1));
                taken++;
            }
        };
        long sum = 0;
        try (ExecutorService takers = Executors.newFixedThreadPool(3)) {
            for (Future<Long> taken : takers.invokeAll(List.of(taker, taker, taker))) {
                sum += taken.get();
            }
        }
        // Whoever was told that nothing is left may have been told so while the last were out.
        assertTrue(sum <= 200, () -> "more than there is");
        CreditAccount left = store.credits().find(account.id()).orElseThrow();
        assertEquals(200 - sum, left.left(150, NOW));
    }

    /// What was spent while nobody could be asked is taken afterwards; an account without a plan owes nothing.
    @Test
    void owe_takesWhatIsThere() {
        Organization acme = organization("acme");
        Plan pro = plan("pro", Optional.of(10L));
        CreditAccount account = account(acme, Optional.of(pro.id()));
        store.credits().save(account);
        CreditLeases leases = new CreditLeases(
                store.transactions(), store.plans(), store.credits(), Clock.fixed(START, ZoneOffset.UTC));

        assertEquals(2, leases.owe(account.id(), 12));
        assertEquals(2, store.credits().find(account.id()).orElseThrow().overdrawn());
        assertEquals(0, leases.take(account.id(), 1, 1).orElseThrow().credits());
        store.credits().save(account.onPlan(Optional.empty()));
        assertEquals(0, leases.owe(account.id(), 12));
        assertEquals(Optional.empty(), leases.take(account.id(), 1, 1));
        assertEquals(
                Optional.empty(),
                leases.take(CreditAccountId.of(organization("globex").id()), 1, 1));
    }
}
