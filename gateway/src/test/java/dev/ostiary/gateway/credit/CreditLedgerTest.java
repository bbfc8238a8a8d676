package dev.ostiary.gateway.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.gateway.observe.CreditCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nodes spend what there is, all of it and no more, and give back what they do not need (S2.25).
final class CreditLedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Randomness randomness = new Randomness();
    private final OrganizationId organization = OrganizationId.create(randomness, NOW);
    private final CreditAccountId account = CreditAccountId.of(KeyId.create(randomness, NOW));
    private final CreditAccountId other = CreditAccountId.of(KeyId.create(randomness, NOW));
    private final InMemoryStore store = new InMemoryStore();
    private final AtomicLong nanos = new AtomicLong();
    private final List<CreditLedger> ledgers = new ArrayList<>();
    private final CreditLedger ledger = node();

    private CreditLedger node() {
        CreditLeases leases = new CreditLeases(
                store.transactions(), store.plans(), store.credits(), Clock.fixed(NOW, ZoneOffset.UTC));
        CreditLedger node = new CreditLedger(leases, new CreditCounters(), nanos::get);
        ledgers.add(node);
        return node;
    }

    @AfterEach
    void close() {
        store.failing(false);
        ledgers.forEach(CreditLedger::close);
    }

    private void has(CreditAccountId id, long credits) {
        store.credits()
                .save(CreditAccount.empty(id, organization, CreditMonth.of(NOW)).setTo(credits, NOW));
    }

    private long left(CreditAccountId id) {
        return store.credits().find(id).orElseThrow().granted();
    }

    private static boolean isPaid(Charge charge) throws InterruptedException {
        if (charge.isPending()) {
            CountDownLatch decided = new CountDownLatch(1);
            charge.whenDecided(decided::countDown);
            assertTrue(decided.await(10, TimeUnit.SECONDS));
        }
        return !charge.isRefused();
    }

    private boolean pays(CreditLedger node, long cost) throws InterruptedException {
        return isPaid(node.charge(List.of(account), cost));
    }

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// Of two nodes with many threads each, exactly as many calls are paid as there are credits.
    @Test
    void charge_ofManyThreadsAndNodes_isExact() throws Exception {
        has(account, 500);
        List<CreditLedger> nodes = List.of(ledger, node());
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            CreditLedger node = nodes.get(caller % 2);
            callers.add(() -> {
                int paid = 0;
                for (int call = 0; call < 200; call++) {
                    paid += pays(node, 1) ? 1 : 0;
                }
                return paid;
            });
        }
        int paid = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
            for (Future<Integer> each : threads.invokeAll(callers)) {
                paid += each.get();
            }
        }
        // What one node still holds when the other finds nothing is spent by its own callers, or given back.
        nodes.forEach(CreditLedger::close);
        assertEquals(500, paid + left(account));
        assertTrue(left(account) < 100, "most was to be had");
    }

    /// A call that costs more than is left is refused; one that costs no more is not.
    @Test
    void charge_moreThanIsLeft_isRefused() throws Exception {
        has(account, 7);

        assertTrue(pays(ledger, 5));
        assertFalse(pays(ledger, 5));
        assertTrue(pays(ledger, 2));
        assertFalse(pays(ledger, 1));
    }

    /// An empty account is refused without the store being asked, and asked for again after a second.
    @Test
    void charge_empty_asksOnceASecond() throws Exception {
        has(account, 0);
        assertFalse(pays(ledger, 1));
        has(account, 10);

        Charge atOnce = ledger.charge(List.of(account), 1);
        assertFalse(atOnce.isPending());
        assertTrue(atOnce.isRefused());
        later(Duration.ofSeconds(1));
        assertTrue(pays(ledger, 1));
    }

    /// What somebody changes counts at once.
    @Test
    void changed_isAskedForAnew() throws Exception {
        has(account, 0);
        assertFalse(pays(ledger, 1));
        has(account, 10);
        ledger.changed(account);

        assertTrue(pays(ledger, 1));
    }

    /// A node gives back what it does not need, when the account is changed and at its end.
    @Test
    void close_givesBack() throws Exception {
        has(account, 100);
        for (int call = 0; call < 10; call++) {
            assertTrue(pays(ledger, 1));
        }
        ledger.close();

        assertEquals(90, left(account));
    }

    /// A lease is what calls need and no more, also after many small ones were had of an account that ran dry.
    @Test
    void lease_isWhatCallsNeed() throws Exception {
        has(account, 100);
        for (int call = 0; call < 100; call++) {
            assertTrue(pays(ledger, 1));
        }
        assertFalse(pays(ledger, 1));
        has(account, 1_000_000);
        ledger.changed(account);
        assertTrue(pays(ledger, 1));

        assertTrue(left(account) > 999_000, () -> "left " + left(account));
    }

    /// A lease of before somebody said what is left is worth nothing.
    @Test
    void changed_leaseOfBefore_isWorthNothing() throws Exception {
        has(account, 100);
        for (int call = 0; call < 10; call++) {
            assertTrue(pays(ledger, 1));
        }
        store.credits().save(store.credits().find(account).orElseThrow().setTo(3, NOW.plusMillis(1)));
        ledger.changed(account);
        int paid = 0;
        for (int call = 0; call < 10; call++) {
            paid += pays(ledger, 1) ? 1 : 0;
        }
        ledger.close();

        assertEquals(3, paid);
        assertEquals(0, left(account));
    }

    /// A call is paid by all accounts or by none.
    @Test
    void charge_twoAccounts_isAllOrNone() throws Exception {
        has(account, 10);
        has(other, 1);

        assertTrue(isPaid(ledger.charge(List.of(account, other), 1)));
        assertFalse(isPaid(ledger.charge(List.of(account, other), 1)));
        ledger.close();

        assertEquals(9, left(account));
        assertEquals(0, left(other));
    }

    /// A call that came to nothing costs nothing, whether it was paid by then or not.
    @Test
    void giveBack_costsNothing() throws Exception {
        has(account, 10);
        Charge paid = ledger.charge(List.of(account), 4);
        assertTrue(isPaid(paid));
        paid.giveBack();
        paid.giveBack();

        Charge pending = ledger.charge(List.of(account), 10);
        CountDownLatch decided = new CountDownLatch(1);
        pending.giveBack();
        pending.whenDecided(decided::countDown);
        assertTrue(decided.await(10, TimeUnit.SECONDS));
        ledger.close();

        assertEquals(10, left(account));
    }

    /// While the store is away, calls go on where credits were left and are owed; where none were, they are not.
    @Test
    void storeAway_callsAreOwed() throws Exception {
        has(account, 10);
        has(other, 0);
        assertTrue(pays(ledger, 1));
        assertFalse(isPaid(ledger.charge(List.of(other), 1)));
        store.failing(true);
        for (int call = 0; call < 5; call++) {
            assertTrue(pays(ledger, 1));
        }
        assertFalse(isPaid(ledger.charge(List.of(other), 1)));
        later(Duration.ofSeconds(2));
        assertFalse(isPaid(ledger.charge(List.of(other), 1)));

        store.failing(false);
        ledger.close();
        assertEquals(4, left(account));
    }

    /// What is owed and not there is not taken: nobody has fewer credits than none.
    @Test
    void storeAway_moreThanThereWas_isOverdrawn() throws Exception {
        has(account, 3);
        store.failing(true);
        for (int call = 0; call < 5; call++) {
            assertTrue(pays(ledger, 1));
        }
        store.failing(false);
        ledger.close();

        CreditAccount after = store.credits().find(account).orElseThrow();
        assertEquals(0, after.granted());
        assertEquals(2, after.overdrawn());
    }

    /// An account that is not metered any more lets everybody in.
    @Test
    void charge_notMetered_isFree() throws Exception {
        assertTrue(pays(ledger, 1));
        assertTrue(pays(ledger, 1_000));
    }
}
