package dev.ostiary.app.vault;

import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.store.Store;
import dev.ostiary.store.PostgresConfig;
import dev.ostiary.store.PostgresStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// A stolen PostgreSQL database: every row of every table, as a dump has them.
@TestInstance(Lifecycle.PER_CLASS)
final class PostgresVaultAtRestIT extends VaultAtRest {
    private EmbeddedPostgres server;
    private int databases;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Override
    Store openStore() {
        databases++;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            int unused = statement.executeUpdate("CREATE DATABASE vault" + databases);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return PostgresStore.open(new PostgresConfig(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/vault" + databases,
                "postgres",
                Secret.of("postgres")));
    }

    @Override
    String dump() {
        StringBuilder dump = new StringBuilder();
        try (Connection connection =
                        server.getDatabase("postgres", "vault" + databases).getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : texts(
                    statement, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
                texts(statement, "SELECT t::text FROM " + table + " t").forEach(dump::append);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return dump.toString();
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
