package dev.ostiary.app.server;

import dev.ostiary.core.installation.MasterKeyCheck;
import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import java.util.Map;
import java.util.Optional;

/// The way to a data folder: every reason not to start is looked for before the first byte is written.
final class Claim {
    private final DataFolder folder;
    private final InstallationDatabase database;
    private final MasterKeyPlace place;
    private final MasterKeyFile file;
    private final Parts parts;

    private boolean isLocked;
    private Optional<MasterKeyset> known = Optional.empty();

    /// @param parts take over the lock
    Claim(DataFolder folder, MasterKeyPlace place, InstallationDatabase database, Parts parts, Randomness randomness) {
        this.folder = folder;
        this.database = database;
        this.place = place;
        this.file = new MasterKeyFile(place.file(), place.choice().passphrase(), randomness);
        this.parts = parts;
    }

    /// Looks whether folder, master key and database can be used and belong together. Changes nothing.
    void check() {
        folder.check();
        DataLock.acquireExisting(folder).ifPresent(this::hold);
        known = place.choice().given().or(file::read);
        if (known.isEmpty() && !place.isMadeWhenMissing()) {
            throw StartRefused.because(
                    "there is no master key " + place.file()
                            + "; name it with --master-key, or for a new installation let one be made with --create-master-key");
        }
        if (database.isInUse()) {
            checkDatabase(known.orElseThrow(() -> StartRefused.because("the master key " + place.file()
                    + " is missing, without which " + database
                    + " cannot be used; put the file back from a backup, or begin anew with another folder (--data)")));
        }
    }

    /// Takes the folder: makes it, holds it, and makes a master key when there is none.
    ///
    /// @return where the master key is from now on
    MasterKeyHome take(Randomness randomness) {
        folder.create();
        if (!isLocked) {
            hold(DataLock.acquire(folder));
        }
        if (place.choice().given().isPresent()) {
            return new GivenMasterKeyHome(place.choice().given().get());
        }
        MasterKeyset keyset = known.orElseGet(() -> {
            MasterKeyset made = MasterKeyset.first(MasterKey.generate(randomness));
            file.write(made);
            return made;
        });
        return new FileMasterKeyHome(file, keyset);
    }

    private void hold(DataLock lock) {
        parts.add(lock);
        isLocked = true;
    }

    private void checkDatabase(MasterKeyset keyset) {
        requireOwn(database.inspect().masterKeyChecks(), keyset, source(), database);
    }

    /// What the master key is called in messages.
    String source() {
        return place.toString();
    }

    /// Refuses a keyset that is not the one of a database.
    ///
    /// @param checks the check values that the database has
    static void requireOwn(
            Map<Integer, String> checks, MasterKeyset keyset, String source, InstallationDatabase database) {
        MasterKeyCheck.mismatch(checks, keyset).ifPresent(mismatch -> {
            throw mismatch.isMissing() && keyset.newest() < mismatch.generation()
                    ? StartRefused.because(
                            "the master key " + source + " lacks generation " + mismatch.generation() + ", which "
                                    + database + " needs since a rotation; copy the newer one from the control plane")
                    : wrongMasterKey(source, database);
        });
    }

    static RuntimeException wrongMasterKey(String source, InstallationDatabase database) {
        return StartRefused.because("the master key " + source + " is not the one that " + database
                + " was made with; put that one back from a backup");
    }
}
