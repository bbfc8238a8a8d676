package dev.ostiary.core.credit;

/// Credits that were taken out of an account, to be spent by whoever took them or given back. What is given back goes
/// where it came from.
///
/// @param allowance how many are of the month's
/// @param granted how many are of those that are kept until they are spent
/// @param month whose allowance it is, as [CreditMonth] numbers them
/// @param epoch of the account; what was set anew since takes nothing back
public record CreditLease(long allowance, long granted, int month, long epoch) {
    public CreditLease {
        if (allowance < 0 || granted < 0) {
            throw new IllegalArgumentException("nobody leases fewer than none");
        }
    }

    /// How many there are.
    public long credits() {
        return allowance + granted;
    }

    /// So many of them as they are spent: those of the month first, because the others keep.
    public CreditLease first(long spent) {
        long ofAllowance = Math.min(spent, allowance);
        return new CreditLease(ofAllowance, spent - ofAllowance, month, epoch);
    }

    /// What is left of them after so many were spent.
    public CreditLease without(long spent) {
        CreditLease gone = first(spent);
        return new CreditLease(allowance - gone.allowance, granted - gone.granted, month, epoch);
    }

    /// Whether what is left of both can be given back together.
    public boolean isOfOneKind(CreditLease other) {
        return month == other.month && epoch == other.epoch;
    }

    /// These and those of another of the same kind.
    public CreditLease and(CreditLease other) {
        if (!isOfOneKind(other)) {
            throw new IllegalArgumentException("credits of different months are not to be mixed");
        }
        return new CreditLease(allowance + other.allowance, granted + other.granted, month, epoch);
    }
}
