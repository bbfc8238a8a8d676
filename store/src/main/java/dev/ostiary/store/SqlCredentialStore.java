package dev.ostiary.store;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.signin.CredentialStore;
import java.util.List;

/// The tables of what opens accounts, together.
final class SqlCredentialStore implements CredentialStore {
    private static final List<String> TABLES = List.of("passwords", "passkeys", "identities");

    private final Database database;

    SqlCredentialStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PasskeyId> deleteAll(AccountId account) {
        return database.write(handle -> {
            List<PasskeyId> passkeys = handle.createQuery(
                            "SELECT id FROM passkeys WHERE account_id = :account ORDER BY id")
                    .bind("account", account.value())
                    .mapTo(String.class)
                    .map(PasskeyId::new)
                    .list();
            for (String table : TABLES) {
                int _ = handle.createUpdate("DELETE FROM " + table + " WHERE account_id = :account")
                        .bind("account", account.value())
                        .execute();
            }
            return passkeys;
        });
    }
}
