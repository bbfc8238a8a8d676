package dev.ostiary.core.credit;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.PlanId;
import java.time.Instant;
import java.util.Optional;

/// What is left for an organization, or for a key that has credits of its own, as it is stored: what nodes have
/// leased and not spent is taken already.
///
/// @param organization whose it is, or whose key's
/// @param plan that the organization has; a key has none
/// @param month the one that [#taken] is of, as [CreditMonth] numbers them
/// @param taken how many of that month's allowance are gone
/// @param granted how many there are besides, which keep until they are spent; all that a key has
/// @param epoch higher each time it is set anew: leases of before that are worth nothing any more
/// @param overdrawn how many calls were let in for while the store was away, and nothing was left to pay them
public record CreditAccount(
        CreditAccountId id,
        OrganizationId organization,
        Optional<PlanId> plan,
        int month,
        long taken,
        long granted,
        long epoch,
        long overdrawn) {
    /// Of what is left, a node leases no more at once than one part of so many.
    private static final long SHARES = 8;

    public CreditAccount {
        if (taken < 0 || granted < 0 || overdrawn < 0) {
            throw new IllegalArgumentException("nobody has fewer credits than none");
        }
    }

    /// An account of which nothing was ever said.
    public static CreditAccount empty(CreditAccountId id, OrganizationId organization, int month) {
        return new CreditAccount(id, organization, Optional.empty(), month, 0, 0, 0, 0);
    }

    /// How many are left in that month.
    ///
    /// @param allowance the plan's for a month
    public long left(long allowance, int now) {
        return leftOfAllowance(allowance, now) + granted;
    }

    /// How many of the month's allowance are left.
    public long leftOfAllowance(long allowance, int now) {
        return Math.max(0, allowance - takenIn(now));
    }

    private long takenIn(int now) {
        return now > month ? 0 : taken;
    }

    /// What may be leased: as many as are wanted, if that is no more than a share of what is left; the least that
    /// will do in any case, or none when there are not so many.
    public CreditLease lease(long atLeast, long wanted, long allowance, int now) {
        long left = left(allowance, now);
        long size = left < atLeast ? 0 : Math.max(atLeast, Math.min(wanted, left / SHARES));
        long ofAllowance = Math.min(size, leftOfAllowance(allowance, now));
        return new CreditLease(ofAllowance, size - ofAllowance, Math.max(now, month), epoch);
    }

    /// The account without what was leased.
    public CreditAccount without(CreditLease lease) {
        return with(lease.month(), takenIn(lease.month()) + lease.allowance(), granted - lease.granted());
    }

    /// The account with what was not spent of a lease. The allowance of a month that is over is worth nothing.
    public CreditAccount with(CreditLease unspent) {
        if (unspent.epoch() != epoch) {
            return this;
        }
        long ofAllowance = unspent.month() == month ? Math.min(taken, unspent.allowance()) : 0;
        return with(month, taken - ofAllowance, granted + unspent.granted());
    }

    /// The account with so many more that keep.
    public CreditAccount grantedMore(long credits) {
        return with(month, taken, Math.min(Plan.MAX_CREDITS, granted + credits));
    }

    /// The account with exactly so many that keep, whatever is leased of those before.
    ///
    /// @param at when: an account that is made anew takes back nothing of the one before
    public CreditAccount setTo(long credits, Instant at) {
        long newEpoch = Math.max(epoch + 1, at.toEpochMilli());
        return new CreditAccount(id, organization, plan, month, taken, credits, newEpoch, overdrawn);
    }

    /// The account by another plan, or none.
    public CreditAccount onPlan(Optional<PlanId> newPlan) {
        return new CreditAccount(id, organization, newPlan, month, taken, granted, epoch, overdrawn);
    }

    /// The account after so many were spent without asking; what is not there is overdrawn.
    public CreditAccount owing(long credits, long allowance, int now) {
        long paid = Math.min(credits, left(allowance, now));
        CreditAccount after = without(lease(paid, paid, allowance, now));
        return new CreditAccount(
                id, organization, plan, after.month, after.taken, after.granted, epoch, overdrawn + credits - paid);
    }

    private CreditAccount with(int newMonth, long newTaken, long newGranted) {
        return new CreditAccount(id, organization, plan, newMonth, newTaken, newGranted, epoch, overdrawn);
    }
}
