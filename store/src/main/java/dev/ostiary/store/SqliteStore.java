package dev.ostiary.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ostiary.core.node.InMemoryNodeRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// A store in one file, for one process: no server, nothing to set up. Writes take turns, reads go on beside them
/// (SQLite's write-ahead log), and a committed change survives a crash. Change feed and node registry are in
/// process.
///
/// Start in two steps, so that nothing is written to a database that is not ours to write to: [#inspect], compare
/// the master key, [#open].
public final class SqliteStore extends SqlStore {
    private static final int READERS = 8;
    private static final int PATIENCE_MILLIS = 10_000;

    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final FileChannel claim;

    private SqliteStore(Connections connections, FileChannel claim, Subscribers subscribers) {
        Database database = new Database(new SqliteDialect(subscribers), connections.writer, connections.readers);
        super(database, database, subscribers, new InMemoryNodeRegistry());
        this.writer = connections.writer;
        this.readers = connections.readers;
        this.claim = claim;
    }

    /// Looks at a database without writing a byte. A file that is not there is an empty database.
    ///
    /// @throws UnusableDatabaseException when it cannot be opened, is no database of this program, or is of a newer
    /// version
    public static DatabaseState inspect(Path file) {
        return new SqliteFile(file).inspect();
    }

    /// Opens the database, makes it if it is not there (readable by its owner only), and brings its tables up to
    /// date. Its folder must exist. One process at a time can have it open.
    ///
    /// @throws UnusableDatabaseException as [#inspect]; when another process has it open; when it cannot be written
    public static SqliteStore open(Path path) {
        SqliteFile file = new SqliteFile(path);
        DatabaseState state = file.inspect();
        FileChannel claim = file.claim();
        try {
            file.create();
            if (state.schemaVersion() < Schema.VERSION) {
                Schema.migrate(Flyway.configure().dataSource(file.writing()), "sqlite", file.toString());
            }
            return adopted(new SqliteStore(new Connections(file), claim, new Subscribers()));
        } catch (RuntimeException failure) {
            release(claim);
            throw failure;
        }
    }

    private static SqliteStore adopted(SqliteStore store) {
        try {
            store.adopt();
            return store;
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        // Readers first: the last connection to close tidies up, and that must be one that may write.
        readers.close();
        writer.close();
        release(claim);
    }

    private static void release(FileChannel claim) {
        try {
            claim.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Connections {
        private final HikariDataSource writer;
        private final HikariDataSource readers;

        Connections(SqliteFile file) {
            // The writer first: readers cannot make the files beside the database.
            this.writer = pool("sqlite-writer", 1, false, file.writing());
            this.readers = pool("sqlite-readers", READERS, true, file.reading());
        }

        private static HikariDataSource pool(String name, int size, boolean isReadOnly, DataSource connections) {
            HikariConfig config = new HikariConfig();
            config.setPoolName(name);
            config.setMaximumPoolSize(size);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(PATIENCE_MILLIS);
            config.setMaxLifetime(0);
            config.setReadOnly(isReadOnly);
            config.setDataSource(connections);
            return new HikariDataSource(config);
        }
    }
}
