package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.credit.CreditLease;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.gateway.observe.CreditCounters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what calls cost, for all event loops of a node. It leases some of an account from the store, spends them in
/// memory, and gives back what is not needed. Nodes together never spend more than there is, except while the store
/// cannot be asked: then calls of accounts that are not known to be empty go on, and are owed. Thread safe.
public final class CreditLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CreditLedger.class);
    private static final int ASKERS = 4;
    private static final long TICK_MILLIS = 500;

    private final CreditLeases leases;
    private final CreditCounters counters;
    private final LongSupplier nanos;
    private final ConcurrentMap<CreditAccountId, LeasedAccount> accounts = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor askers;
    private final ScheduledThreadPoolExecutor ticker;
    private final StoreWatch watch = new StoreWatch();
    private final Balances balances;
    /// Guarded by this.
    private Map<CreditAccountId, MeteredOrganization> known = new HashMap<>();

    /// @param nanos a clock that does not go back, such as `System::nanoTime`
    public CreditLedger(CreditLeases leases, CreditCounters counters, LongSupplier nanos) {
        this.leases = leases;
        this.counters = counters;
        this.nanos = nanos;
        this.askers = new ThreadPoolExecutor(
                ASKERS,
                ASKERS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("credits-", 0).daemon().factory());
        this.askers.allowCoreThreadTimeOut(true);
        this.balances = new Balances(leases, askers, this::held);
        this.ticker = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("credits-tick").daemon().factory());
    }

    /// Begins to give back what is not needed.
    public void start() {
        var unused = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Takes what a call costs, if that is known to be there.
    ///
    /// @param ids of the accounts that have to pay, each all of it
    public Charge charge(List<CreditAccountId> ids, long cost) {
        return new Charge(this, ids, cost);
    }

    /// Those that are waited for, by account.
    Spend spend(CreditAccountId id, long cost) {
        while (true) {
            Spend spend = account(id).spend(cost, nanos.getAsLong());
            if (spend == Spend.Unpaid.OWED) {
                counters.owed(cost);
            }
            if (spend != null) {
                return spend;
            }
        }
    }

    void await(CreditAccountId id, long cost, Charge charge) {
        LeasedAccount account = account(id);
        boolean asks = account.await(cost, nanos.getAsLong(), spend -> {
            if (spend == Spend.Unpaid.OWED) {
                counters.owed(cost);
            }
            charge.told(spend);
        });
        if (asks) {
            submit(account);
        }
    }

    void takeBack(CreditAccountId id, long cost, Spend how) {
        while (!account(id).takeBack(cost, how)) {
            Thread.onSpinWait();
        }
    }

    private void keep(CreditAccountId id, CreditLease unreturned) {
        while (!account(id).keep(unreturned)) {
            Thread.onSpinWait();
        }
    }

    private LeasedAccount account(CreditAccountId id) {
        LeasedAccount known = accounts.get(id);
        return known != null
                ? known
                : accounts.computeIfAbsent(id, absent -> new LeasedAccount(absent, nanos.getAsLong()));
    }

    private void submit(LeasedAccount account) {
        execute(() -> ask(account), () -> account.away(true, nanos.getAsLong()).forEach(Runnable::run));
    }

    private void execute(Runnable work, Runnable instead) {
        try {
            askers.execute(work);
        } catch (RejectedExecutionException closing) {
            instead.run();
        }
    }

    private void ask(LeasedAccount account) {
        Next next;
        do {
            try {
                next = askOnce(account);
                watch.recovered();
            } catch (StoreException failure) {
                watch.lost(failure);
                account.away(true, nanos.getAsLong()).forEach(Runnable::run);
                return;
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("credits could not be taken");
                account.away(true, nanos.getAsLong()).forEach(Runnable::run);
                return;
            }
            if (next.stale() != null) {
                giveBack(account.id(), next.stale());
            }
            next.told().forEach(Runnable::run);
        } while (next.asksAgain());
    }

    private Next askOnce(LeasedAccount account) {
        Wish wish = account.wish();
        if (wish.owed() > 0) {
            long overdrawn = leases.owe(account.id(), wish.owed());
            account.settled(wish.owed());
            if (overdrawn > 0) {
                counters.overdrawn(overdrawn);
                LOG.atWarn()
                        .addKeyValue("account", account.id())
                        .addKeyValue("credits", overdrawn)
                        .log("more credits were spent than there were, while the store could not be asked");
            }
        }
        if (wish.atLeast() == 0) {
            return account.arrived(nanos.getAsLong());
        }
        Optional<CreditLease> taken = leases.take(account.id(), wish.atLeast(), wish.wanted());
        return account.arrived(taken, wish, nanos.getAsLong());
    }

    private void giveBackLater(CreditAccountId id, CreditLease unspent) {
        execute(() -> giveBack(id, unspent), () -> keep(id, unspent));
    }

    private void giveBack(CreditAccountId id, CreditLease unspent) {
        try {
            leases.giveBack(id, unspent);
            LeasedAccount account = accounts.get(id);
            if (account != null) {
                account.forgetRefusal();
            }
        } catch (StoreException away) {
            keep(id, unspent);
        }
    }

    /// Gives back what is not needed and settles what is owed.
    void tick() {
        long now = nanos.getAsLong();
        int month = leases.month();
        for (LeasedAccount account : accounts.values()) {
            try {
                if (account.isOverdue(now)) {
                    account.away(false, now).forEach(Runnable::run);
                }
                if (account.beginSettling(now)) {
                    submit(account);
                }
                CreditLease unneeded = account.idle(month, now);
                if (unneeded != null) {
                    giveBackLater(account.id(), unneeded);
                } else if (account.end(now)) {
                    accounts.remove(account.id(), account);
                }
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("an account of credits could not be looked at");
            }
        }
    }

    /// What is left in an account was changed: what is held of it is given back, and taken anew when it is needed.
    public void changed(CreditAccountId id) {
        LeasedAccount account = accounts.get(id);
        CreditLease held = account == null ? null : account.changed();
        if (account != null && held != null) {
            giveBackLater(id, held);
        }
    }

    /// The same may be with every account.
    public void allChanged() {
        accounts.keySet().forEach(this::changed);
    }

    /// Plans are these now: what is held by another plan is given back.
    public synchronized void plansChanged(Collection<MeteredOrganization> plans) {
        Map<CreditAccountId, MeteredOrganization> present = new HashMap<>();
        plans.forEach(plan -> present.put(CreditAccountId.of(plan.organization()), plan));
        for (CreditAccountId id : accounts.keySet()) {
            if (!Objects.equals(present.get(id), known.get(id))) {
                changed(id);
            }
        }
        known = present;
    }

    /// Asks how an account stands, with what this node holds of it.
    ///
    /// @return fails when the store cannot be asked
    public CompletableFuture<CreditBalance> balance(CreditAccountId id) {
        return balances.of(id);
    }

    private long held(CreditAccountId id) {
        LeasedAccount account = accounts.get(id);
        return account == null ? 0 : account.unspent();
    }

    /// Gives back everything. What it cannot give back is lost; it says how much.
    @Override
    public void close() {
        ticker.shutdownNow();
        askers.shutdown();
        try {
            boolean _ = askers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        long lost = 0;
        for (LeasedAccount account : accounts.values()) {
            lost += settle(account);
        }
        if (lost > 0) {
            LOG.atWarn().addKeyValue("credits", lost).log("credits could not be settled at the end");
        }
    }

    private long settle(LeasedAccount account) {
        CreditLease held = account.held();
        try {
            long owed = account.owed();
            if (owed > 0) {
                counters.overdrawn(leases.owe(account.id(), owed));
                account.settled(owed);
            }
            if (held != null) {
                leases.giveBack(account.id(), held);
            }
            for (CreditLease old = account.nextReturn(); old != null; old = account.nextReturn()) {
                leases.giveBack(account.id(), old);
            }
            return 0;
        } catch (StoreException away) {
            return account.owed() + (held == null ? 0 : held.credits());
        }
    }
}
