package dev.ostiary.app.server;

import dev.ostiary.core.installation.MasterKeyCheck;
import dev.ostiary.core.installation.MasterKeyHome;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.MasterKeyset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The way to a data folder: every reason not to start is looked for before the first byte is written.
final class Claim {
    private final DataFolder folder;
    private final InstallationDatabase database;
    private final MasterKeyFile file;
    private final Parts parts;

    private boolean isLocked;
    private final MasterKeyChoice choice;
    private Optional<MasterKeyset> known = Optional.empty();

    /// @param parts take over the lock
    Claim(
            DataFolder folder,
            InstallationDatabase database,
            MasterKeyChoice choice,
            Parts parts,
            Randomness randomness) {
        this.folder = folder;
        this.database = database;
        this.choice = choice;
        this.file = new MasterKeyFile(folder.masterKey(), choice.passphrase(), randomness);
        this.parts = parts;
    }

    /// Looks whether folder, master key and database can be used and belong together. Changes nothing.
    void check() {
        folder.check();
        DataLock.acquireExisting(folder).ifPresent(this::hold);
        known = choice.given().or(file::read);
        if (database.isInUse()) {
            checkDatabase(known.orElseThrow(() -> StartRefused.because("the master key " + folder.masterKey()
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
        if (choice.given().isPresent()) {
            return new GivenMasterKeyHome(choice.given().get());
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
        return source(choice, folder.masterKey());
    }

    static String source(MasterKeyChoice choice, Path file) {
        return choice.given().isPresent() ? "in OSTIARY_MASTER_KEY" : file.toString();
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
