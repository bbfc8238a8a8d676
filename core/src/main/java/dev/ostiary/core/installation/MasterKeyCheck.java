package dev.ostiary.core.installation;

import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.transaction.Transactions;
import java.util.Optional;

/// Holds a database to the master key it was first started with.
public final class MasterKeyCheck {
    private final Transactions transactions;
    private final InstallationStore installation;

    public MasterKeyCheck(Transactions transactions, InstallationStore installation) {
        this.transactions = transactions;
        this.installation = installation;
    }

    /// Whether the database belongs to that master key. A database that belongs to none yet belongs to it from now
    /// on; otherwise nothing is written.
    public boolean claim(MasterKey masterKey) {
        return transactions.inTransaction(() -> {
            Optional<String> known = installation.masterKeyCheck();
            if (known.isEmpty()) {
                installation.initialise(masterKey.checkValue());
                return true;
            }
            return known.get().equals(masterKey.checkValue());
        });
    }
}
