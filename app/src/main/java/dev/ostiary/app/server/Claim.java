package dev.ostiary.app.server;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import java.nio.file.Path;
import java.util.Optional;

/// The way to a data folder: every reason not to start is looked for before the first byte is written.
final class Claim {
    private final DataFolder folder;
    private final InstallationDatabase database;
    private final MasterKeyFile file;
    private final Parts parts;

    private boolean isLocked;
    private Optional<MasterKey> known = Optional.empty();

    /// @param parts take over the lock
    Claim(DataFolder folder, InstallationDatabase database, Parts parts) {
        this.folder = folder;
        this.database = database;
        this.file = new MasterKeyFile(folder.masterKey());
        this.parts = parts;
    }

    /// Looks whether folder, master key and database can be used and belong together. Changes nothing.
    void check() {
        folder.check();
        DataLock.acquireExisting(folder).ifPresent(this::hold);
        known = file.read();
        if (database.isInUse()) {
            checkDatabase(known.orElseThrow(() -> StartRefused.because("the master key " + folder.masterKey()
                    + " is missing, without which " + database
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
        boolean isOther = database.inspect()
                .masterKeyCheck()
                .filter(check -> !check.equals(masterKey.checkValue()))
                .isPresent();
        if (isOther) {
            throw wrongMasterKey(folder.masterKey(), database);
        }
    }

    static RuntimeException wrongMasterKey(Path masterKey, InstallationDatabase database) {
        return StartRefused.because("the master key " + masterKey + " is not the one that " + database
                + " was made with; put that one back from a backup");
    }
}
