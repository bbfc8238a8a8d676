package dev.ostiary.store;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.PasskeyId;
import dev.ostiary.core.signin.CredentialStore;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The tables of what opens accounts, together.
final class SqlCredentialStore implements CredentialStore {
    private static final List<String> TABLES = List.of("passwords", "passkeys", "identities");

    private final Database database;

    SqlCredentialStore(Database database) {
        this.database = database;
    }

    @Override
    public Removed deleteAll(AccountId account) {
        return database.write(handle -> {
            Removed removed = new Removed(
                    ids(handle, "SELECT id FROM passkeys WHERE account_id = :account ORDER BY id", account).stream()
                            .map(PasskeyId::new)
                            .toList(),
                    ids(handle, "SELECT provider_id FROM identities WHERE account_id = :account", account).stream()
                            .map(IdentityProviderId::new)
                            .toList());
            for (String table : TABLES) {
                int _ = handle.createUpdate("DELETE FROM " + table + " WHERE account_id = :account")
                        .bind("account", account.value())
                        .execute();
            }
            return removed;
        });
    }

    private static List<String> ids(Handle handle, String sql, AccountId account) {
        return handle.createQuery(sql)
                .bind("account", account.value())
                .mapTo(String.class)
                .list();
    }
}
