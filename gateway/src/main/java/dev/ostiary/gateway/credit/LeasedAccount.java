package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditLease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a node holds of one account: spent from under a lock of its own, held for some tens of nanoseconds. It knows
/// when the store must be asked, and never asks itself; one asks for all who wait.
final class LeasedAccount {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /// A lease that was spent sooner is followed by a larger one, and one that lasted for longer by a smaller.
    private static final long BRISK = 2 * SECOND;
    private static final long SLOW = 5 * SECOND;
    private static final long IDLE = 3 * SECOND;
    private static final long FORGOTTEN = 60 * SECOND;
    /// How long calls wait for the store.
    static final long PATIENCE = 2 * SECOND;
    private static final long LARGEST = 1L << 40;
    private static final CreditLease NOTHING = new CreditLease(0, 0, 0, 0);

    private final CreditAccountId id;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private CreditLease lease = NOTHING;
    /// The least that is known not to be there.
    private long refused = Long.MAX_VALUE;
    private long refusedAt;
    private boolean isFree;
    private boolean isAway;
    private boolean isAsking;
    private boolean isEnded;
    private long askedAt;
    private long freeSince;
    private long usedAt;
    private long tookAt;
    private long size = 1;
    private long owed;
    private int changes;
    private long waitingCost;
    /// Whether any of the last lease is of a month's allowance.
    private boolean hasAllowance;

    private record Waiting(long cost, Consumer<Spend> told) {}

    /// What to ask the store for.
    ///
    /// @param owed what was spent without asking
    /// @param atLeast what will do for who waits; 0 when nobody does
    /// @param changes for [#arrived]
    record Wish(long owed, long atLeast, long wanted, int changes) {}

    /// What to do after the store has answered.
    ///
    /// @param stale a lease to give back
    /// @param told to be run without any lock
    record Next(boolean asksAgain, @Nullable CreditLease stale, List<Runnable> told) {}

    LeasedAccount(CreditAccountId id, long now) {
        this.id = id;
        this.usedAt = now;
    }

    CreditAccountId id() {
        return id;
    }

    /// Spends; null when this is no longer the account's.
    synchronized @Nullable Spend spend(long cost, long now) {
        if (isEnded) {
            return null;
        }
        usedAt = now;
        return judge(cost, now);
    }

    private Spend judge(long cost, long now) {
        if (lease.credits() >= cost) {
            lease = lease.without(cost);
            return Spend.PAID;
        }
        if (isFree && now - freeSince < SECOND) {
            return Spend.FREE;
        }
        if (cost >= refused) {
            return isAsking || now - refusedAt < SECOND ? Spend.NONE_LEFT : Spend.UNKNOWN;
        }
        if (isAway) {
            owed += cost;
            return Spend.OWED;
        }
        return Spend.UNKNOWN;
    }

    /// Takes back what a call was let in for.
    synchronized void takeBack(long cost, Spend how) {
        switch (how) {
            case PAID -> {
                lease = hasAllowance
                        ? new CreditLease(lease.allowance() + cost, lease.granted(), lease.month(), lease.epoch())
                        : new CreditLease(lease.allowance(), lease.granted() + cost, lease.month(), lease.epoch());
                refused = Long.MAX_VALUE;
            }
            case OWED -> owed = Math.max(0, owed - cost);
            case FREE, NONE_LEFT, UNKNOWN -> {}
        }
    }

    /// Tells when it is known whether a call can be paid.
    ///
    /// @return whether the caller is to ask the store
    synchronized boolean await(long cost, long now, Consumer<Spend> told) {
        waiting.add(new Waiting(cost, told));
        waitingCost += cost;
        return begin(now);
    }

    /// Whether the store is to be asked, and is not yet.
    synchronized boolean begin(long now) {
        if (isAsking) {
            return false;
        }
        isAsking = true;
        askedAt = now;
        return true;
    }

    synchronized Wish wish() {
        Waiting first = waiting.peek();
        long atLeast = first == null ? (isAway ? 1 : 0) : Math.max(1, first.cost() - lease.credits());
        return new Wish(owed, atLeast, Math.max(atLeast, Math.max(size, waitingCost - lease.credits())), changes);
    }

    /// What was owed is taken out of the account.
    synchronized void settled(long credits) {
        owed = Math.max(0, owed - credits);
    }

    /// The store has answered.
    ///
    /// @param taken empty for an account that is not metered
    synchronized Next arrived(Optional<CreditLease> taken, Wish asked, long now) {
        isFree = taken.isEmpty();
        freeSince = now;
        return next(taken.isEmpty() ? null : take(taken.get(), asked, now), now);
    }

    /// The store has answered, and nobody wanted anything of it.
    synchronized Next arrived(long now) {
        return next(null, now);
    }

    private Next next(@Nullable CreditLease stale, long now) {
        isAway = false;
        List<Runnable> told = serve(now);
        boolean again = !waiting.isEmpty();
        isAsking = again;
        askedAt = now;
        return new Next(again, stale, told);
    }

    /// @return what is to be given back
    private @Nullable CreditLease take(CreditLease taken, Wish asked, long now) {
        if (asked.changes() != changes) {
            return taken;
        }
        if (taken.credits() == 0) {
            refused = Math.min(refused, lease.credits() + asked.atLeast());
            refusedAt = now;
            return null;
        }
        size = now - tookAt < BRISK ? Math.min(LARGEST, size * 2) : now - tookAt > SLOW ? Math.max(1, size / 2) : size;
        tookAt = now;
        refused = Long.MAX_VALUE;
        hasAllowance = taken.allowance() > 0;
        boolean isOfOneKind = lease.credits() == 0 || lease.month() == taken.month() && lease.epoch() == taken.epoch();
        CreditLease stale = isOfOneKind ? null : lease;
        CreditLease before = isOfOneKind ? lease : NOTHING;
        lease = new CreditLease(
                before.allowance() + taken.allowance(),
                before.granted() + taken.granted(),
                taken.month(),
                taken.epoch());
        return stale;
    }

    private List<Runnable> serve(long now) {
        List<Runnable> told = new ArrayList<>();
        boolean wasAsking = isAsking;
        isAsking = true;
        for (int i = waiting.size(); i > 0; i--) {
            Waiting next = waiting.remove();
            Spend spend = judge(next.cost(), now);
            if (spend == Spend.UNKNOWN) {
                waiting.add(next);
            } else {
                waitingCost -= next.cost();
                told.add(() -> next.told().accept(spend));
            }
        }
        isAsking = wasAsking;
        return told;
    }

    /// The store cannot be asked: who is not known to have none goes on.
    ///
    /// @param isOver whether nothing is being asked any more
    synchronized List<Runnable> away(boolean isOver, long now) {
        isAway = true;
        if (refused != Long.MAX_VALUE) {
            refusedAt = now;
        }
        List<Runnable> told = serve(now);
        if (isOver) {
            isAsking = false;
            askedAt = now;
        }
        return told;
    }

    /// Whether somebody waits for longer than can be asked of them.
    synchronized boolean isOverdue(long now) {
        return isAsking && !waiting.isEmpty() && now - askedAt > PATIENCE;
    }

    /// Whether something is owed and the store is to be asked, who has not answered for a while.
    synchronized boolean beginSettling(long now) {
        return (owed > 0 || isAway) && now - askedAt > SECOND && begin(now);
    }

    /// What nobody needs for the moment, to be given back; null when there is nothing.
    synchronized @Nullable CreditLease idle(long now) {
        return isAsking || now - usedAt < IDLE ? null : held();
    }

    /// All of it.
    synchronized @Nullable CreditLease held() {
        if (lease.credits() == 0) {
            return null;
        }
        CreditLease held = lease;
        lease = new CreditLease(0, 0, held.month(), held.epoch());
        return held;
    }

    /// It could not be given back.
    synchronized void keep(CreditLease unreturned) {
        if (lease.credits() == 0) {
            lease = unreturned;
        }
    }

    /// What is known of the account may be wrong from now on. What is held of it is to be given back.
    synchronized @Nullable CreditLease changed() {
        changes++;
        forgetRefusal();
        return held();
    }

    /// More may be there than is known.
    synchronized void forgetRefusal() {
        refused = Long.MAX_VALUE;
        isFree = false;
    }

    /// How many it holds, those that are owed taken off.
    synchronized long unspent() {
        return lease.credits() - owed;
    }

    /// What is owed.
    synchronized long owed() {
        return owed;
    }

    /// Whether nothing was heard of it for so long that it is forgotten.
    synchronized boolean end(long now) {
        isEnded = now - usedAt > FORGOTTEN && !isAsking && owed == 0 && lease.credits() == 0;
        return isEnded;
    }
}
