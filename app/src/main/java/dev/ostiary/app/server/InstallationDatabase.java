package dev.ostiary.app.server;

import dev.ostiary.core.store.Store;
import dev.ostiary.store.DataPlaneDatabase;
import dev.ostiary.store.DatabaseState;
import dev.ostiary.store.PostgresConfig;
import dev.ostiary.store.PostgresStore;
import dev.ostiary.store.SqliteStore;
import dev.ostiary.store.UnusableDatabaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Where an installation keeps its tables. What is wrong with it is a reason not to start.
sealed interface InstallationDatabase {
    /// The file of an embedded database.
    record Sqlite(Path file) implements InstallationDatabase {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// A database on a server, which several nodes share.
    record Postgres(PostgresConfig config) implements InstallationDatabase {
        @Override
        public String toString() {
            return config.place();
        }
    }

    /// Looks at it without writing to it.
    default DatabaseState inspect() {
        return usable(() -> switch (this) {
            case Sqlite(Path file) -> SqliteStore.inspect(file);
            case Postgres(PostgresConfig config) -> PostgresStore.inspect(config);
        });
    }

    /// Whether there is anything that a new master key would not fit.
    default boolean isInUse() {
        return switch (this) {
            case Sqlite(Path file) -> Files.exists(file);
            case Postgres _ -> !inspect().isEmpty();
        };
    }

    /// Opens it, its tables made or brought up to date.
    default Store open() {
        return InstallationDatabase.<Store>usable(() -> switch (this) {
            case Sqlite(Path file) -> SqliteStore.open(file);
            case Postgres(PostgresConfig config) -> PostgresStore.open(config);
        });
    }

    /// Opens it to look at what gateways obey, without writing to it.
    default DataPlaneDatabase look() {
        return usable(() -> switch (this) {
            case Sqlite(Path file) -> DataPlaneDatabase.open(file);
            case Postgres(PostgresConfig config) -> DataPlaneDatabase.open(config);
        });
    }

    private static <T> T usable(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnusableDatabaseException unusable) {
            throw StartRefused.because(String.valueOf(unusable.getMessage()));
        }
    }
}
