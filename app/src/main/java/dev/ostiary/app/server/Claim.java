package dev.ostiary.app.server;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.store.DatabaseState;
import dev.ostiary.store.SqliteStore;
import dev.ostiary.store.UnusableDatabaseException;
import java.nio.file.Files;
import java.util.Optional;

/// The way to a data folder: every reason not to start is looked for before the first byte is written.
final class Claim {
    private final DataFolder folder;
    private final MasterKeyFile file;
    private final Parts parts;

    private boolean isLocked;
    private Optional<MasterKey> known = Optional.empty();

    /// @param parts take over the lock
    Claim(DataFolder folder, Parts parts) {
        this.folder = folder;
        this.file = new MasterKeyFile(folder.masterKey());
        this.parts = parts;
    }

    /// Looks whether folder, master key and database can be used and belong together. Changes nothing.
    void check() {
        folder.check();
        DataLock.acquireExisting(folder).ifPresent(this::hold);
        known = file.read();
        if (Files.exists(folder.database())) {
            checkDatabase(known.orElseThrow(() -> StartRefused.because("the master key " + folder.masterKey()
                    + " is missing, without which " + folder.database()
                    + " cannot be used; put the file back from a backup, or begin anew with another folder (--data)")));
        }
    }

    /// Takes the folder: makes it, holds it, and makes a master key when there is none.
    MasterKey take(Randomness randomness) {
        folder.create();
        if (!isLocked) {
            hold(DataLock.acquire(folder));
        }
        return known.orElseGet(() -> {
            MasterKey made = MasterKey.generate(randomness);
            file.write(made);
            return made;
        });
    }

    private void hold(DataLock lock) {
        parts.add(lock);
        isLocked = true;
    }

    private void checkDatabase(MasterKey masterKey) {
        try {
            DatabaseState state = SqliteStore.inspect(folder.database());
            boolean isOther = state.masterKeyCheck()
                    .filter(check -> !check.equals(masterKey.checkValue()))
                    .isPresent();
            if (isOther) {
                throw wrongMasterKey(folder);
            }
        } catch (UnusableDatabaseException unusable) {
            throw StartRefused.because(String.valueOf(unusable.getMessage()));
        }
    }

    static RuntimeException wrongMasterKey(DataFolder folder) {
        return StartRefused.because("the master key " + folder.masterKey() + " is not the one that " + folder.database()
                + " was made with; put that one back from a backup");
    }
}
