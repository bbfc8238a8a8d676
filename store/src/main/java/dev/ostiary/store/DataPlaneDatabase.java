package dev.ostiary.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.node.DataPlaneSource;
import java.nio.file.Path;
import javax.sql.DataSource;

/// A database opened to look at what gateways obey and which changes led there, without writing.
public final class DataPlaneDatabase implements AutoCloseable {
    private final ChangeFeed feed;
    private final DataPlaneSource dataPlane;
    private final Runnable onClose;

    private DataPlaneDatabase(Database database, Runnable onClose) {
        this.feed = new SqlChangeFeed(database, new Subscribers());
        this.dataPlane = new SqlDataPlaneSource(database);
        this.onClose = onClose;
    }

    /// Opens a SQLite database.
    ///
    /// @throws UnusableDatabaseException when its tables are not those of this version
    public static DataPlaneDatabase open(Path path) {
        SqliteFile file = new SqliteFile(path);
        requireCurrent(file.inspect(), file.toString());
        DataSource connections = file.looking();
        return new DataPlaneDatabase(
                new Database(new SqliteDialect(new Subscribers()), connections, connections), () -> {});
    }

    /// Opens a PostgreSQL database.
    ///
    /// @throws UnusableDatabaseException when its tables are not those of this version
    public static DataPlaneDatabase open(PostgresConfig config) {
        PostgresServer server = new PostgresServer(config);
        requireCurrent(server.inspect(), config.place());
        HikariDataSource connections = server.lookingPool();
        return new DataPlaneDatabase(new Database(new PostgresDialect(), connections, connections), connections::close);
    }

    private static void requireCurrent(DatabaseState state, String place) {
        if (state.isOutdated()) {
            throw new UnusableDatabaseException(
                    "The database " + place + " has version " + state.schemaVersion()
                            + " and this program reads version "
                            + Schema.VERSION
                            + "; look at it with the program that wrote it, or have this one bring it up"
                            + " to date.",
                    null);
        }
    }

    /// Its changes. Nobody is told of new ones.
    public ChangeFeed feed() {
        return feed;
    }

    /// Its keys and routes.
    public DataPlaneSource dataPlane() {
        return dataPlane;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
