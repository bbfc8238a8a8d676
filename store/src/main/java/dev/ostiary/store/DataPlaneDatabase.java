package dev.ostiary.store;

import dev.ostiary.core.change.ChangeFeed;
import dev.ostiary.core.node.DataPlaneSource;
import java.nio.file.Path;

/// A database opened to look at what gateways obey and which changes led there, without writing.
public final class DataPlaneDatabase implements AutoCloseable {
    private final ChangeFeed feed;
    private final DataPlaneSource dataPlane;
    private final LookedAtDatabase opened;

    private DataPlaneDatabase(LookedAtDatabase opened) {
        Database database = opened.database();
        this.feed = new SqlChangeFeed(database, new Subscribers());
        this.dataPlane = new SqlDataPlaneSource(database);
        this.opened = opened;
    }

    /// Opens a SQLite database.
    ///
    /// @throws UnusableDatabaseException when its tables are not those of this version
    public static DataPlaneDatabase open(Path path) {
        return new DataPlaneDatabase(LookedAtDatabase.open(path, DataPlaneDatabase::requireCurrent));
    }

    /// Opens a PostgreSQL database.
    ///
    /// @throws UnusableDatabaseException when its tables are not those of this version
    public static DataPlaneDatabase open(PostgresConfig config) {
        return new DataPlaneDatabase(LookedAtDatabase.open(config, DataPlaneDatabase::requireCurrent));
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
        opened.close();
    }
}
