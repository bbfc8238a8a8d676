package dev.ostiary.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The file a SQLite store lies in: looked at, made, claimed and connected to.
final class SqliteFile {
    private static final String TABLES =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    private static final int BUSY_TIMEOUT_MILLIS = 5000;
    /// To what the write-ahead log shrinks again after a large transaction.
    private static final int JOURNAL_BYTES = 128 << 20;
    /// After how many pages of 4 KiB the write-ahead log goes into the file. Keys touch pages all over it, of which
    /// one that was changed often is then written once.
    private static final int CHECKPOINT_PAGES = 32_768;
    /// What a connection keeps of the file, in KiB, which SQLite wants as a negative number. Its own 2 MiB do not
    /// hold the upper pages of the indexes of a million keys.
    private static final int WRITER_CACHE = -(64 << 10);
    private static final int READER_CACHE = -(16 << 10);

    private final Path path;

    SqliteFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /// What is in the file; an absent or empty file is an empty database. Writes nothing, not even the files that
    /// SQLite puts beside an open database, unless a crash has left them there.
    DatabaseState inspect() {
        if (Files.notExists(path)) {
            return DatabaseState.EMPTY;
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path) || !Files.isWritable(path)) {
            throw unusable(
                    "is not a file that can be read and written; change its permissions or give another one", null);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        try (Connection connection =
                connections(config, hasJournal() ? "?mode=ro" : "?immutable=1").getConnection()) {
            return Schema.inspect(connection, path.toString(), TABLES);
        } catch (SQLException failure) {
            throw unreadable(failure);
        }
    }

    /// Whether changes lie beside the file that are not in it yet.
    private boolean hasJournal() {
        try {
            Path journal = path.resolveSibling(path.getFileName() + "-wal");
            return Files.exists(journal) && Files.size(journal) > 0;
        } catch (IOException unknown) {
            return true;
        }
    }

    private UnusableDatabaseException unreadable(SQLException failure) {
        SQLiteErrorCode code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        if (code == SQLiteErrorCode.SQLITE_NOTADB) {
            return unusable("is not a SQLite database; move it away or give another one", failure);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT) {
            return unusable("is damaged; restore it from a backup", failure);
        }
        return unusable("cannot be opened; check its permissions and the disk", failure);
    }

    private UnusableDatabaseException unusable(String reason, @Nullable Throwable cause) {
        return new UnusableDatabaseException("The database file " + path + " " + reason + ".", cause);
    }

    /// Keeps other processes off until closed: their changes would wake nobody here, and their nodes would not be
    /// waited for.
    FileChannel claim() {
        Path lock = path.resolveSibling(path.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(lock, Set.of(CREATE, WRITE), ownerOnly());
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException failure) {
            throw unusable(
                    "cannot be made or changed; make its folder, let this user write there, or give another one",
                    failure);
        }
        throw unusable("is in use by another process; stop that one first or give another one", null);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /// Makes the file if it is not there, for its owner's eyes only. SQLite gives the files beside it the same
    /// permissions.
    void create() {
        try {
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException existing) {
            // That is the one to use.
        } catch (IOException failure) {
            throw unusable("cannot be made; make its folder, let this user write there, or give another one", failure);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Connections that write. A commit is on the disk when it returns; a transaction takes the write lock at its
    /// beginning, so that it cannot fail to get it in its middle.
    SQLiteDataSource writing() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setJournalSizeLimit(JOURNAL_BYTES);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        config.setCacheSize(WRITER_CACHE);
        // Nothing asks for the number of a row that was inserted, and the driver would look it up for each.
        config.setGetGeneratedKeys(false);
        return connections(config, "");
    }

    /// Connections that cannot write. They see what was committed when their query began, and wait for no writer.
    SQLiteDataSource reading() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setCacheSize(READER_CACHE);
        return connections(config, "");
    }

    /// Connections that leave no trace: not even beside a copy that lies where nobody may write. A file that nobody
    /// has open is taken for one that does not change meanwhile.
    SQLiteDataSource looking() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        boolean isOpen = Files.exists(path.resolveSibling(path.getFileName() + "-shm")) || hasJournal();
        return connections(config, isOpen ? "?mode=ro" : "?immutable=1");
    }

    private SQLiteDataSource connections(SQLiteConfig config, String parameters) {
        SQLiteDataSource connections = new SQLiteDataSource(config);
        // As a URI, so that no character of the path is taken for a parameter.
        connections.setUrl("jdbc:sqlite:" + path.toUri() + parameters);
        return connections;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
