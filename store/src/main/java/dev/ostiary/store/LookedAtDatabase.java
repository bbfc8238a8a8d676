package dev.ostiary.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/// A database opened without writing and without bringing its tables up to date: that of an installation which may run,
/// or a copy of it.
///
/// @param database to read
/// @param onClose lets its connections go
record LookedAtDatabase(Database database, Runnable onClose) implements AutoCloseable {
    /// Opens a SQLite database.
    ///
    /// @param check of its state and place; throws [UnusableDatabaseException] when it cannot be used
    static LookedAtDatabase open(Path path, BiConsumer<DatabaseState, String> check) {
        SqliteFile file = new SqliteFile(path);
        check.accept(file.inspect(), file.toString());
        DataSource connections = file.looking();
        return new LookedAtDatabase(
                new Database(new SqliteDialect(new Subscribers()), connections, connections), () -> {});
    }

    /// Opens a PostgreSQL database.
    ///
    /// @param check of its state and place; throws [UnusableDatabaseException] when it cannot be used
    static LookedAtDatabase open(PostgresConfig config, BiConsumer<DatabaseState, String> check) {
        PostgresServer server = new PostgresServer(config);
        check.accept(server.inspect(), config.place());
        HikariDataSource connections = server.lookingPool();
        return new LookedAtDatabase(new Database(new PostgresDialect(), connections, connections), connections::close);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
