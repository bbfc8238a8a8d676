package dev.ostiary.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A PostgreSQL server on a free port, with the databases that are named, until standard input ends.
final class LocalPostgres {
    private LocalPostgres() {}

    public static void main(String... databases) throws IOException, SQLException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String database : databases) {
                    statement.execute("CREATE DATABASE " + database);
                }
            }
            new Figures("ready").add("port", server.getPort()).print();
            Figures.awaitEnd();
        }
    }
}
