package dev.ostiary.core.key;

import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeLog;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.transaction.Transactions;
import java.time.Clock;
import java.util.List;

/// Clears away test keys that have expired. They are refused already, so nobody is asked and nobody waits; nodes
/// learn of it to drop them.
public final class ForgetTestKeys {
    private final Transactions transactions;
    private final TestKeyStore keys;
    private final ChangeLog changes;
    private final Clock clock;

    public ForgetTestKeys(Transactions transactions, TestKeyStore keys, ChangeLog changes, Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.changes = changes;
        this.clock = clock;
    }

    /// Clears them away; answers how many there were.
    public int run() {
        int all = 0;
        int some;
        do {
            some = transactions.inTransaction(this::forgetSome);
            all += some;
        } while (some == Change.MAX_KEYS);
        return all;
    }

    private int forgetSome() {
        List<KeyId> gone = keys.deleteExpired(clock.instant(), Change.MAX_KEYS);
        if (!gone.isEmpty()) {
            long _ = changes.append(Change.Kind.KEYS, Change.subject(gone));
        }
        return gone.size();
    }
}
