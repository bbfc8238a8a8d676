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

    /// What is left of them after so many were spent, those of the month first: the others keep.
    public CreditLease without(long spent) {
        long ofAllowance = Math.min(spent, allowance);
        return new CreditLease(allowance - ofAllowance, granted - (spent - ofAllowance), month, epoch);
    }
}
