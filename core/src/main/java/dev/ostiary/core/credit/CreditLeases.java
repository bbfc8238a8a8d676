package dev.ostiary.core.credit;

import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.util.Optional;

/// How nodes come by the credits that they spend: they lease some at a time, and give back what they do not need. Each
/// call is one transaction, so that however many nodes lease, they get no more than there is.
public final class CreditLeases {
    private final Transactions transactions;
    private final PlanStore plans;
    private final CreditStore credits;
    private final Clock clock;

    public CreditLeases(Transactions transactions, PlanStore plans, CreditStore credits, Clock clock) {
        this.transactions = transactions;
        this.plans = plans;
        this.credits = credits;
        this.clock = clock;
    }

    /// Takes some out of an account: one of no credits when too few are left.
    ///
    /// @param atLeast what will do
    /// @param wanted what would be better
    /// @return empty when the account is not metered, or no longer
    public Optional<CreditLease> take(CreditAccountId id, long atLeast, long wanted) {
        return transactions.inTransaction(() -> {
            Metered metered = metered(id).orElse(null);
            if (metered == null) {
                return Optional.empty();
            }
            CreditLease lease = metered.account.lease(atLeast, wanted, metered.allowance, month());
            if (lease.credits() > 0) {
                credits.save(metered.account.without(lease));
            }
            return Optional.of(lease);
        });
    }

    /// Gives back what was not spent of a lease.
    public void giveBack(CreditAccountId id, CreditLease unspent) {
        Object _ = transactions.inTransaction(() -> {
            credits.lock(id).ifPresent(account -> credits.save(account.with(unspent)));
            return id;
        });
    }

    /// Takes out what was spent without asking, as far as it is there.
    ///
    /// @return how many were not there
    public long owe(CreditAccountId id, long spent) {
        return transactions.inTransaction(() -> {
            Metered metered = metered(id).orElse(null);
            if (metered == null) {
                return 0L;
            }
            CreditAccount after = metered.account.owing(spent, metered.allowance, month());
            credits.save(after);
            return after.overdrawn() - metered.account.overdrawn();
        });
    }

    /// How an account stands at this moment.
    public CreditBalance balance(CreditAccountId id) {
        CreditAccount account = credits.find(id).orElse(null);
        if (account == null) {
            return CreditBalance.UNMETERED;
        }
        Optional<Plan> plan = account.plan().flatMap(plans::find);
        Optional<Long> allowance = id.isOrganization() ? plan.flatMap(Plan::credits) : Optional.of(0L);
        return new CreditBalance(plan, allowance.map(limit -> account.left(limit, month())));
    }

    /// The month whose allowance is spent now, as [CreditMonth] numbers them.
    public int month() {
        return CreditMonth.of(clock.instant());
    }

    private Optional<Metered> metered(CreditAccountId id) {
        return credits.lock(id).flatMap(account -> allowance(account).map(limit -> new Metered(account, limit)));
    }

    /// Empty when as many are there as are wanted.
    private Optional<Long> allowance(CreditAccount account) {
        return account.id().isOrganization()
                ? account.plan().flatMap(plans::find).flatMap(Plan::credits)
                : Optional.of(0L);
    }

    private record Metered(CreditAccount account, long allowance) {}
}
