package dev.ostiary.app.server;

import dev.ostiary.core.store.Store;
import java.io.IOException;
import java.util.Optional;

/// Refuses to start on a database that has lost changes, and keeps the journal from then on.
final class JournalStart {
    private JournalStart() {}

    /// @param parts take over what follows the changes
    static void follow(Store store, ChangeJournal journal, InstallationDatabase database, Parts parts) {
        try {
            boolean isNew = store.installation().masterKeyCheck().isEmpty();
            if (isNew && journal.newest().isPresent()) {
                // To begin anew here would forget what a backup that is put back later must be compared with.
                throw StartRefused.because(
                        "the database " + database + " is empty, but this installation has seen change "
                                + journal.newest().get().seq() + " (" + journal.file()
                                + "): put a backup back with `ostiary restore`, or begin anew with another data folder (--data)");
            }
            Optional<LostChanges> lost = LostChanges.of(store.feed(), store.dataPlane(), store, journal);
            if (lost.isPresent()) {
                throw StartRefused.because("the database " + database + " ends at change "
                        + lost.get().head() + ", but this installation has seen change "
                        + lost.get().newest().seq() + " (" + journal.file()
                        + "): it looks restored from a backup, and what was revoked since would open again; see what with"
                        + " `ostiary restore`, and accept it with `ostiary restore --accept`");
            }
            journal.mend();
            JournalKeeper unused = parts.add(JournalKeeper.start(store.feed(), journal));
        } catch (IOException impossible) {
            throw StartRefused.because("cannot read and write " + journal.file()
                    + "; see that the disk is not full and this account may write there");
        }
    }
}
