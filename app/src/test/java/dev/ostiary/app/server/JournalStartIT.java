package dev.ostiary.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.store.Store;
import dev.ostiary.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that has gone back is not started on, and what it is compared with is kept.
final class JournalStartIT {
    private static final String CHECK = "0123456789abcdef";

    @TempDir
    private Path folder;

    private void start() {
        Path file = folder.resolve("ostiary.db");
        Parts parts = new Parts();
        Store store = parts.add(SqliteStore.open(file));
        try {
            JournalStart.follow(store, journal(), new InstallationDatabase.Sqlite(file), parts);
            if (store.installation().masterKeyCheck().isEmpty()) {
                store.installation().initialise(CHECK);
            }
            long unused =
                    store.transactions().inTransaction(() -> store.changes().append(Change.Kind.ROUTES, "org_a"));
        } finally {
            parts.close();
        }
    }

    private ChangeJournal journal() {
        return new ChangeJournal(folder.resolve("changes.journal"));
    }

    private void assertRefused(String reason) throws IOException {
        List<Change> before = journal().after(0);
        CommandException refused = assertThrows(CommandException.class, this::start);
        assertTrue(refused.sentence().contains(reason), refused::sentence);
        assertEquals(before, journal().after(0));
    }

    /// Every change is in the journal by the time the process has ended, and the next start finds nothing amiss.
    @Test
    void follow_keepsEveryChange() throws IOException {
        start();
        start();

        assertEquals(
                List.of(new Change(1, Change.Kind.ROUTES, "org_a"), new Change(2, Change.Kind.ROUTES, "org_a")),
                journal().after(0));
    }

    /// A database that ends before what was seen, or whose changes are other ones, is refused.
    @Test
    void follow_restoredDatabase_isRefused() throws IOException {
        start();
        journal().append(List.of(new Change(2, Change.Kind.ROUTES, "org_b")));
        assertRefused("looks restored from a backup");
        try (SqliteStore store = SqliteStore.open(folder.resolve("ostiary.db"))) {
            long unused =
                    store.transactions().inTransaction(() -> store.changes().append(Change.Kind.ROUTES, "org_c"));
        }
        assertRefused("looks restored from a backup");
    }

    /// A database that is empty where one was is not begun anew: a backup could then be put back unnoticed.
    @Test
    void follow_lostDatabase_isRefused() throws IOException {
        start();
        Files.delete(folder.resolve("ostiary.db"));

        assertRefused("is empty, but this installation has seen change 1");
    }
}
