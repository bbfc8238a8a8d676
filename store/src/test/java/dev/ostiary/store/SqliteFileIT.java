package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.change.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What SQLite stores do with their file, good or bad.
final class SqliteFileIT {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("ostiary.db");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }

    /// Neither looking at the file nor opening it works, both say so in a sentence that names it, and no byte is
    /// changed.
    private void assertUnusable(String reason) throws IOException {
        byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        List<String> names = names();
        for (UnusableDatabaseException refusal : List.of(
                assertThrows(UnusableDatabaseException.class, () -> SqliteStore.inspect(file)),
                assertThrows(UnusableDatabaseException.class, () -> SqliteStore.open(file)))) {
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains(reason) && message.contains(file.toString()), message);
            assertTrue(message.endsWith("."), message);
        }
        assertArrayEquals(bytes, Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
        assertEquals(names, names());
    }

    /// A new database is empty; once opened it is of this program's version and belongs to the master key it was
    /// given.
    @Test
    void inspect_beforeAndAfterOpen_tells() {
        assertEquals(DatabaseState.EMPTY, SqliteStore.inspect(file));
        assertTrue(Files.notExists(file));
        try (SqliteStore store = SqliteStore.open(file)) {
            assertEquals(new DatabaseState(Schema.VERSION, Map.of()), SqliteStore.inspect(file));
            store.installation().initialise("check");
            assertEquals(new DatabaseState(Schema.VERSION, Map.of(1, "check")), SqliteStore.inspect(file));
        }
        assertEquals(new DatabaseState(Schema.VERSION, Map.of(1, "check")), SqliteStore.inspect(file));
    }

    /// An empty file, as a crash at the very first start leaves it, is an empty database.
    @Test
    void open_emptyFile_isUsed() throws IOException {
        Files.createFile(file);

        assertTrue(SqliteStore.inspect(file).isEmpty());
        SqliteStore.open(file).close();
        assertEquals(Schema.VERSION, SqliteStore.inspect(file).schemaVersion());
    }

    /// What was committed is there after the next start, and numbering goes on.
    @Test
    void open_again_findsEverything() {
        try (SqliteStore store = SqliteStore.open(file)) {
            assertEquals(1, append(store));
        }
        try (SqliteStore store = SqliteStore.open(file)) {
            assertEquals(1, store.feed().head());
            assertEquals(2, append(store));
        }
    }

    private static long append(SqliteStore store) {
        return store.transactions().inTransaction(() -> store.changes().append(Change.Kind.KEY, "key"));
    }

    /// The files of a process that was killed while it had the database open are taken over with everything it
    /// committed.
    @Test
    void open_afterACrash_findsEverything() throws IOException {
        Path crashed = folder.resolve("crashed.db");
        try (SqliteStore store = SqliteStore.open(file)) {
            assertEquals(1, append(store));
            store.installation().initialise("check");
            Files.copy(file, crashed);
            Files.copy(folder.resolve("ostiary.db-wal"), folder.resolve("crashed.db-wal"));
        }

        assertEquals(new DatabaseState(Schema.VERSION, Map.of(1, "check")), SqliteStore.inspect(crashed));
        try (SqliteStore store = SqliteStore.open(crashed)) {
            assertEquals(1, store.feed().head());
        }
    }

    /// Only its owner can read the database and what lies beside it.
    @Test
    void open_newFile_isItsOwnersOnly() throws IOException {
        try (SqliteStore store = SqliteStore.open(file)) {
            assertEquals(1, append(store));
            for (String name : names()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))),
                        name);
            }
        }
    }

    /// Any path is a path: no character of it is taken for something else.
    @Test
    void open_oddPath_isTakenAsItIs() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a b?c=d&e#f%20g ж"));
        file = odd.resolve("o?mode=memory#.db");
        SqliteStore.open(file).close();

        assertTrue(Files.size(file) > 0);
        assertEquals(Schema.VERSION, SqliteStore.inspect(file).schemaVersion());
    }

    /// A database of a newer program is left as it is, to the byte.
    @Test
    void open_newerVersion_isRefused() throws Exception {
        SqliteStore.open(file).close();
        execute("INSERT INTO schema_history SELECT installed_rank + 1, '" + (Schema.VERSION + 1)
                + "', description, type, script, checksum, installed_by, installed_on, execution_time, success FROM schema_history"
                + " WHERE version = '" + Schema.VERSION + "'");

        assertUnusable("has version " + (Schema.VERSION + 1));
    }

    /// A file that is something else is left as it is.
    @Test
    void open_otherFile_isRefused() throws IOException {
        Files.writeString(file, "This is a text, and quite a long one, so that it could hold a header.\n".repeat(100));

        assertUnusable("is not a SQLite database");
    }

    /// Another program's database is left as it is.
    @Test
    void open_otherProgramsDatabase_isRefused() throws Exception {
        execute("CREATE TABLE guests (name TEXT)");

        assertUnusable("holds tables of another program");
    }

    /// A database that broke off in its middle is not written to.
    @Test
    void open_damagedFile_isRefused() throws IOException {
        SqliteStore.open(file).close();
        byte[] whole = Files.readAllBytes(file);
        for (int i = 100; i < 4096; i++) {
            whole[i] = (byte) 0xFF;
        }
        Files.write(file, whole);

        assertUnusable("is damaged");
    }

    /// A folder is no file.
    @Test
    void open_folder_isRefused() throws IOException {
        Files.createDirectory(file);

        assertUnusable("is not a file");
    }

    /// Where nothing can be made, nothing is made.
    @Test
    void open_inNoFolder_isRefused() throws IOException {
        Files.createFile(file);
        Path below = file.resolve("below.db");
        Path missing = folder.resolve("missing").resolve("ostiary.db");
        for (Path path : List.of(below, missing)) {
            UnusableDatabaseException refusal =
                    assertThrows(UnusableDatabaseException.class, () -> SqliteStore.open(path));
            assertTrue(String.valueOf(refusal.getMessage()).contains("cannot be made"), refusal.getMessage());
        }
        assertEquals(List.of("ostiary.db"), names());
    }

    /// One process at a time: a second one's changes would wake nobody in the first.
    @Test
    void open_twice_isRefused() {
        try (SqliteStore store = SqliteStore.open(file)) {
            UnusableDatabaseException refusal =
                    assertThrows(UnusableDatabaseException.class, () -> SqliteStore.open(file));
            assertTrue(String.valueOf(refusal.getMessage()).contains("in use"), refusal.getMessage());
            assertEquals(1, append(store));
        }
        SqliteStore.open(file).close();
    }

    /// What is rolled back wakes nobody, what is committed wakes at once.
    @Test
    void subscribe_wakesForCommitsOnly() {
        int[] calls = new int[1];
        try (SqliteStore store = SqliteStore.open(file);
                var _ = store.feed().subscribe(() -> calls[0]++)) {
            assertThrows(
                    ArithmeticException.class,
                    () -> store.transactions().inTransaction(() -> {
                        long unused = store.changes().append(Change.Kind.KEY, "key");
                        throw new ArithmeticException("afterwards");
                    }));
            assertEquals(0, calls[0]);
            assertEquals(1, append(store));
            assertEquals(1, calls[0]);
        }
    }
}
