package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.credit.CreditLease;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.gateway.observe.CreditCounters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean isAway = new AtomicBoolean();

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
            if (spend == Spend.OWED) {
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
            if (spend == Spend.OWED) {
                counters.owed(cost);
            }
            charge.told(spend);
        });
        if (asks) {
            submit(account);
        }
    }

    void takeBack(CreditAccountId id, long cost, Spend how) {
        account(id).takeBack(cost, how);
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
        LeasedAccount.Next next;
        do {
            try {
                next = askOnce(account);
                recovered();
            } catch (StoreException failure) {
                lost(failure);
                account.away(true, nanos.getAsLong()).forEach(Runnable::run);
                return;
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("credits could not be taken");
                account.away(true, nanos.getAsLong()).forEach(Runnable::run);
                return;
            }
            if (next.stale() != null) {
                giveBack(account, next.stale());
            }
            next.told().forEach(Runnable::run);
        } while (next.asksAgain());
    }

    private LeasedAccount.Next askOnce(LeasedAccount account) {
        LeasedAccount.Wish wish = account.wish();
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

    private void lost(StoreException failure) {
        if (isAway.compareAndSet(false, true)) {
            LOG.atWarn()
                    .setCause(failure)
                    .log("credits cannot be taken; calls go on where credits were left, and are owed");
        }
    }

    private void recovered() {
        if (isAway.compareAndSet(true, false)) {
            LOG.atInfo().log("credits can be taken again");
        }
    }

    private void giveBack(LeasedAccount account, CreditLease unspent) {
        try {
            leases.giveBack(account.id(), unspent);
        } catch (StoreException away) {
            account.keep(unspent);
        }
    }

    private void tick() {
        long now = nanos.getAsLong();
        for (LeasedAccount account : accounts.values()) {
            try {
                if (account.isOverdue(now)) {
                    account.away(false, now).forEach(Runnable::run);
                }
                if (account.beginSettling(now)) {
                    submit(account);
                }
                CreditLease idle = account.idle(now);
                if (idle != null) {
                    execute(() -> giveBack(account, idle), () -> account.keep(idle));
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
            execute(() -> giveBack(account, held), () -> account.keep(held));
        }
    }

    /// Plans were changed: there may be more than is known.
    public void plansChanged() {
        accounts.values().forEach(LeasedAccount::forgetRefusal);
    }

    /// Asks how an account stands, with what this node holds of it.
    ///
    /// @return fails when the store cannot be asked
    public CompletableFuture<CreditBalance> balance(CreditAccountId id) {
        return CompletableFuture.supplyAsync(
                () -> {
                    CreditBalance balance = leases.balance(id);
                    LeasedAccount account = accounts.get(id);
                    long held = account == null ? 0 : account.unspent();
                    return new CreditBalance(balance.plan(), balance.left().map(left -> Math.max(0, left + held)));
                },
                askers);
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
            return 0;
        } catch (StoreException away) {
            return account.owed() + (held == null ? 0 : held.credits());
        }
    }
}
