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
    private static final long IDLE = 3 * SECOND;
    private static final long FORGOTTEN = 60 * SECOND;
    /// How long calls wait for the store.
    static final long PATIENCE = 2 * SECOND;
    private static final CreditLease NOTHING = new CreditLease(0, 0, 0, 0);

    private final CreditAccountId id;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Returns returns = new Returns();
    private final LeaseSize size = new LeaseSize();
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
    /// What was spent without asking; negative when some of that was taken out and then given back.
    private long owed;
    private int changes;
    private long waitingCost;

    private record Waiting(long cost, Consumer<Spend> told) {}

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
            CreditLease paid = lease.first(cost);
            lease = lease.without(cost);
            return new Spend.Paid(paid);
        }
        if (owed + cost <= 0) {
            owed += cost;
            return Spend.Unpaid.OWED;
        }
        if (isFree && now - freeSince < SECOND) {
            return Spend.Unpaid.FREE;
        }
        if (cost >= refused) {
            return isAsking || now - refusedAt < SECOND ? Spend.Unpaid.NONE_LEFT : Spend.Unpaid.UNKNOWN;
        }
        if (isAway) {
            owed += cost;
            return Spend.Unpaid.OWED;
        }
        return Spend.Unpaid.UNKNOWN;
    }

    /// Takes back what a call was let in for.
    ///
    /// @return false when this is no longer the account's
    synchronized boolean takeBack(long cost, Spend how) {
        if (isEnded) {
            return false;
        }
        switch (how) {
            case Spend.Paid(CreditLease from)
            when from.isOfOneKind(lease) -> {
                lease = lease.and(from);
                refused = Long.MAX_VALUE;
            }
            // Of a lease of before: whether it is still worth something, the store knows.
            case Spend.Paid(CreditLease from) -> returns.add(from);
            case Spend.Unpaid.OWED -> owed -= cost;
            case Spend.Unpaid.FREE, Spend.Unpaid.NONE_LEFT, Spend.Unpaid.UNKNOWN -> {}
        }
        return true;
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
        return new Wish(
                owed, atLeast, Math.max(atLeast, Math.max(size.credits(), waitingCost - lease.credits())), changes);
    }

    /// What was owed is taken out of the account.
    synchronized void settled(long credits) {
        owed -= credits;
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
        size.took(taken.credits(), now);
        refused = Long.MAX_VALUE;
        if (lease.isOfOneKind(taken)) {
            lease = lease.and(taken);
            return null;
        }
        CreditLease stale = held();
        lease = taken;
        return stale;
    }

    private List<Runnable> serve(long now) {
        List<Runnable> told = new ArrayList<>();
        boolean wasAsking = isAsking;
        isAsking = true;
        for (int i = waiting.size(); i > 0; i--) {
            Waiting next = waiting.remove();
            Spend spend = judge(next.cost(), now);
            if (spend == Spend.Unpaid.UNKNOWN) {
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

    /// What nobody needs for the moment or may spend any more, to be given back; null when there is nothing.
    ///
    /// @param month the present one: what is left of the allowance of another ends with it
    synchronized @Nullable CreditLease idle(int month, long now) {
        boolean isPast = lease.month() < month;
        boolean isIdle = !isAsking && now - usedAt >= IDLE;
        CreditLease unneeded = isPast || isIdle ? held() : null;
        return unneeded == null ? returns.next() : unneeded;
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
    ///
    /// @return false when this is no longer the account's
    synchronized boolean keep(CreditLease unreturned) {
        if (isEnded) {
            return false;
        }
        if (lease.isOfOneKind(unreturned)) {
            lease = lease.and(unreturned);
        } else {
            returns.add(unreturned);
        }
        return true;
    }

    /// What is known of the account may be wrong from now on. What is held of it is to be given back, and what
    /// comes back of calls that it paid.
    synchronized @Nullable CreditLease changed() {
        changes++;
        forgetRefusal();
        owed = Math.max(0, owed);
        CreditLease held = held();
        lease = NOTHING;
        return held;
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

    /// Something of it that may not be spent and was not given back; null when there is nothing.
    synchronized @Nullable CreditLease nextReturn() {
        return returns.next();
    }

    /// Whether nothing was heard of it for so long that it is forgotten.
    synchronized boolean end(long now) {
        isEnded = now - usedAt > FORGOTTEN && !isAsking && owed <= 0 && lease.credits() == 0 && returns.isEmpty();
        return isEnded;
    }
}
