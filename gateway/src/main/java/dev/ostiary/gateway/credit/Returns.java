package dev.ostiary.gateway.credit;

import dev.ostiary.core.credit.CreditLease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node has of an account and may not spend: it waits to be given back. Guarded by the account's lock.
final class Returns {
    private final List<CreditLease> leases = new ArrayList<>();

    void add(CreditLease lease) {
        if (lease.credits() == 0) {
            return;
        }
        for (int i = 0; i < leases.size(); i++) {
            if (leases.get(i).isOfOneKind(lease)) {
                leases.set(i, leases.get(i).and(lease));
                return;
            }
        }
        leases.add(lease);
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    /// The next one, which the caller gives back or adds again; null when there is none.
    @Nullable
    CreditLease next() {
        return leases.isEmpty() ? null : leases.removeFirst();
    }
}
