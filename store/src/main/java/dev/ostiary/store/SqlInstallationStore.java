package dev.ostiary.store;

import dev.ostiary.core.installation.InstallationStore;
import java.util.Optional;

/// The installation's single row, which is there from the first migration on.
final class SqlInstallationStore implements InstallationStore {
    private final Database database;

    SqlInstallationStore(Database database) {
        this.database = database;
    }

    /// In a transaction the row is held, so that of several nodes that start at once on a new database one sets the
    /// value and the others see it.
    @Override
    public Optional<String> masterKeyCheck() {
        String sql = "SELECT master_key_check FROM installation WHERE only_row = 1" + database.holdRowsIfRunning();
        return database.read(handle ->
                Optional.ofNullable(handle.createQuery(sql).mapTo(String.class).one()));
    }

    @Override
    public void initialise(String masterKeyCheck) {
        int changed = database.write(handle -> handle.createUpdate(
                        "UPDATE installation SET master_key_check = :check WHERE master_key_check IS NULL")
                .bind("check", masterKeyCheck)
                .execute());
        if (changed == 0) {
            throw new IllegalStateException("the installation belongs to a master key already");
        }
    }
}
