package dev.ostiary.gateway.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.credit.Plan;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.memory.SettableClock;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.gateway.observe.CreditCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a plan gives for a month is spent by that plan and in that month, also where a node holds some of it (S2.25).
final class MonthlyCreditsTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:00Z");

    private final Randomness randomness = new Randomness();
    private final OrganizationId organization = OrganizationId.create(randomness, NOVEMBER);
    private final CreditAccountId account = CreditAccountId.of(organization);
    private final InMemoryStore store = new InMemoryStore();
    private final SettableClock clock = new SettableClock(NOVEMBER);
    private final CreditLedger ledger = new CreditLedger(
            new CreditLeases(store.transactions(), store.plans(), store.credits(), clock),
            new CreditCounters(),
            () -> 0);

    @AfterEach
    void close() {
        ledger.close();
    }

    /// Puts the organization on a plan of so many credits, whatever it spent.
    private void plan(long credits) {
        Plan plan = new Plan(
                PlanId.create(randomness, NOVEMBER),
                new Slug("plan-" + credits),
                new DisplayName("Plan"),
                Optional.of(credits),
                CallCosts.ONE_EACH,
                NOVEMBER);
        store.plans().insert(plan);
        store.credits()
                .save(store.credits()
                        .find(account)
                        .orElseGet(() -> CreditAccount.empty(account, organization, CreditMonth.of(NOVEMBER)))
                        .onPlan(Optional.of(plan.id())));
        ledger.plansChanged(List.of(new MeteredOrganization(organization, Optional.of(credits), CallCosts.ONE_EACH)));
    }

    private long taken() {
        return store.credits().find(account).orElseThrow().taken();
    }

    private boolean pays() throws InterruptedException {
        Charge charge = ledger.charge(List.of(account), 1);
        if (charge.isPending()) {
            CountDownLatch decided = new CountDownLatch(1);
            charge.whenDecided(decided::countDown);
            assertTrue(decided.await(10, TimeUnit.SECONDS));
        }
        return !charge.isRefused();
    }

    private void spend(int calls) throws InterruptedException {
        for (int call = 0; call < calls; call++) {
            assertTrue(pays());
        }
    }

    /// A smaller plan holds from the next call on; one that stays as it is leaves what is held where it is.
    @Test
    void plansChanged_givesBackWhatTheOldPlanGave() throws Exception {
        plan(1000);
        spend(100);
        long held = taken();
        assertTrue(held > 100, "something is held");
        ledger.plansChanged(List.of(new MeteredOrganization(organization, Optional.of(1000L), CallCosts.ONE_EACH)));
        spend(1);
        assertEquals(held, taken());

        plan(101);
        assertFalse(pays());
        ledger.close();
        assertEquals(101, taken());
    }

    /// The allowance ends with the month, however busy the account is.
    @Test
    void newMonth_isNotPaidFromTheOldOne() throws Exception {
        plan(1000);
        spend(100);
        assertTrue(taken() > 100, "something is held");

        clock.advance(Duration.ofMinutes(1));
        ledger.tick();
        spend(3);
        ledger.close();

        CreditAccount december = store.credits().find(account).orElseThrow();
        assertEquals(CreditMonth.of(clock.instant()), december.month());
        assertEquals(3, december.taken());
    }
}
