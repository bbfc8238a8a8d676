package dev.ostiary.store;

import dev.ostiary.core.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server on a free port, started once for all tests of the process and stopped with it.
final class EmbeddedServer {
    /// The database that contract tests share; emptied before each of them.
    static final PostgresConfig SHARED;

    private static final EmbeddedPostgres SERVER;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    static {
        try {
            SERVER = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        SHARED = newDatabase();
        PostgresStore.open(SHARED).close();
    }

    private EmbeddedServer() {}

    /// A new database without a table.
    static PostgresConfig newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(config("postgres"), "CREATE DATABASE " + name);
        return config(name);
    }

    static PostgresConfig config(String database) {
        String url = "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database;
        return new PostgresConfig(url, "postgres", Secret.of("postgres"));
    }

    /// Opens a store on the shared database, emptied.
    static PostgresStore openEmpty() {
        List<String> tables = query(
                SHARED,
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_history'");
        execute(
                SHARED,
                // Without foreign keys the order does not matter, and to truncate would make hundreds of files anew.
                "SET session_replication_role = replica",
                "DELETE FROM " + String.join("; DELETE FROM ", tables),
                "INSERT INTO installation (only_row) VALUES (1)",
                "INSERT INTO change_counter (only_row, seq) VALUES (1, 0)");
        return PostgresStore.open(SHARED);
    }

    static void execute(PostgresConfig database, String... statements) {
        try (Connection connection = new PostgresServer(database).connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The first column of the answer.
    static List<String> query(PostgresConfig database, String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = new PostgresServer(database).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return values;
    }
}
