package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.AuditFilterContract;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.id.AuditEventId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit trail in both databases: searched, tampered with, and read without a server.
final class AuditTrailIT {
    @Nested
    final class SqliteFilterIT extends AuditFilterContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }
    }

    @Nested
    final class PostgresFilterIT extends AuditFilterContract {
        @Override
        protected Store openStore() {
            return EmbeddedServer.openEmpty();
        }
    }

    @Nested
    final class SqliteTamperIT extends AuditTamperContract {
        @TempDir
        Path folder;

        @Override
        protected Store openStore() {
            return SqliteTemplate.copy(folder.resolve("ostiary.db"));
        }

        @Override
        void execute(String sql) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ostiary.db"));
                    Statement statement = connection.createStatement()) {
                int _ = statement.executeUpdate(sql);
            }
        }

        @Override
        String bytes(String hex) {
            return "x'" + hex + "'";
        }
    }

    @Nested
    final class PostgresTamperIT extends AuditTamperContract {
        private final PostgresConfig config = EmbeddedServer.newDatabase();

        @Override
        protected Store openStore() {
            return PostgresStore.open(config);
        }

        @Override
        void execute(String sql) {
            EmbeddedServer.execute(config, sql);
        }

        @Override
        String bytes(String hex) {
            return "'\\x" + hex + "'";
        }
    }

    private static AuditEvent event() {
        Instant at = Instant.parse("2026-03-01T12:00:00Z");
        return new AuditEvent(
                AuditEventId.create(new Randomness(), at),
                Optional.empty(),
                at,
                Actor.system(),
                AuditAction.MANAGEMENT_KEY_ISSUED,
                new AuditSubject("management-key", "mgk_1", "local"),
                AuditChanges.NONE);
    }

    private static void assertReadable(AuditDatabase database) {
        assertEquals(
                Optional.empty(),
                new AuditVerifier(database.audit())
                        .verify(AuditChain.INSTALLATION, AuditPoint.START, Optional.empty(), 10)
                        .fault());
        assertThrows(StoreException.class, () -> database.audit().append(event()));
    }

    /// A SQLite database is read while the server has it open and afterwards, where nobody may write too, and
    /// nothing is left beside it.
    @Test
    void auditDatabase_onSqlite_readsOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ostiary.db");
        try (Store store = SqliteStore.open(file)) {
            store.audit().append(event());
            try (AuditDatabase database = AuditDatabase.open(file)) {
                assertReadable(database);
                store.audit().append(event());
                assertEquals(
                        2,
                        database.audit()
                                .head(AuditChain.INSTALLATION)
                                .orElseThrow()
                                .seq());
            }
        }
        Files.delete(folder.resolve("ostiary.db.lock"));
        byte[] before = Files.readAllBytes(file);
        assertTrue(folder.toFile().setWritable(false));
        try (AuditDatabase database = AuditDatabase.open(file)) {
            assertReadable(database);
            assertTrue(database.organizations().findBySlug(new Slug("unknown")).isEmpty());
        } finally {
            assertTrue(folder.toFile().setWritable(true));
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(file)));
    }

    /// A PostgreSQL database is read beside a server.
    @Test
    void auditDatabase_onPostgres_reads() {
        PostgresConfig config = EmbeddedServer.newDatabase();
        assertUnusable(
                "There is no audit trail", () -> AuditDatabase.open(config).close());
        try (Store store = PostgresStore.open(config);
                AuditDatabase database = AuditDatabase.open(config)) {
            store.audit().append(event());
            assertReadable(database);
        }
    }

    /// What holds no trail is told from one that is broken.
    @Test
    void auditDatabase_withoutTrail_isUnusable(@TempDir Path folder) {
        Path file = folder.resolve("none.db");
        assertUnusable("There is no audit trail", () -> AuditDatabase.open(file).close());
        assertFalse(Files.exists(file));
    }

    private static void assertUnusable(String reason, Runnable open) {
        String message = String.valueOf(
                assertThrows(UnusableDatabaseException.class, open::run).getMessage());
        assertTrue(message.startsWith(reason), message);
    }
}
