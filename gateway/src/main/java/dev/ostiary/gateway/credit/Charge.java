package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditAccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one call costs, on its way out of the accounts that have to pay it: all of them, or none.
public final class Charge {
    private final CreditLedger ledger;
    private final List<CreditAccountId> ids;
    private final Spend[] spends;
    private final long cost;
    private int next;
    private boolean isRefused;
    private boolean isGivenBack;
    private @Nullable Runnable whenDecided;

    Charge(CreditLedger ledger, List<CreditAccountId> ids, long cost) {
        this.ledger = ledger;
        this.ids = ids;
        this.spends = new Spend[ids.size()];
        this.cost = cost;
        while (next < ids.size() && !isRefused) {
            Spend spend = ledger.spend(ids.get(next), cost);
            if (spend == Spend.Unpaid.UNKNOWN) {
                return;
            }
            take(spend);
        }
    }

    private void take(Spend spend) {
        spends[next] = spend;
        if (spend.isIn()) {
            next++;
        } else {
            isRefused = true;
            takeBack();
        }
    }

    /// Whether the store is to be asked before anything can be said.
    public synchronized boolean isPending() {
        return !isRefused && next < ids.size();
    }

    /// Whether too few are left.
    public synchronized boolean isRefused() {
        return isRefused;
    }

    /// Asks, and calls back when it is decided, on another thread or at once. To be called once, when it is
    /// pending.
    public void whenDecided(Runnable callback) {
        synchronized (this) {
            whenDecided = callback;
        }
        ledger.await(ids.get(next), cost, this);
    }

    /// What an account said that was waited for.
    void told(Spend spend) {
        CreditAccountId waitsFor = null;
        Runnable decided;
        synchronized (this) {
            take(spend);
            while (!isRefused && next < ids.size() && waitsFor == null) {
                Spend following = ledger.spend(ids.get(next), cost);
                if (following == Spend.Unpaid.UNKNOWN) {
                    waitsFor = ids.get(next);
                } else {
                    take(following);
                }
            }
            if (isGivenBack && waitsFor == null && !isRefused) {
                takeBack();
            }
            decided = whenDecided;
        }
        if (waitsFor != null) {
            ledger.await(waitsFor, cost, this);
        } else if (decided != null) {
            decided.run();
        }
    }

    /// Takes it all back: the call came to nothing. From any thread, decided or not.
    public synchronized void giveBack() {
        if (!isGivenBack && !isRefused) {
            isGivenBack = true;
            if (next == ids.size()) {
                takeBack();
            }
        }
    }

    private void takeBack() {
        for (int i = 0; i < next; i++) {
            ledger.takeBack(ids.get(i), cost, spends[i]);
        }
    }
}
