package dev.ostiary.app.server;

import dev.ostiary.store.AuditDatabase;
import dev.ostiary.store.PostgresConfig;
import dev.ostiary.store.UnusableDatabaseException;
import java.nio.file.Path;
import java.util.Optional;

/// The audit trail of an installation, read from its database whether a server runs on it or not.
public final class OfflineAudit {
    private static final Path USUAL = Path.of("data");

    private OfflineAudit() {}

    /// Opens the database that is named, or the one in the data folder.
    ///
    /// @throws dev.ostiary.app.terminal.CommandException when no trail can be read there
    public static AuditDatabase open(Optional<PostgresConfig> database, Optional<Path> data) {
        try {
            return database.map(AuditDatabase::open)
                    .orElseGet(() -> AuditDatabase.open(new DataFolder(data.orElse(USUAL)).database()));
        } catch (UnusableDatabaseException unusable) {
            throw StartRefused.because(String.valueOf(unusable.getMessage()));
        }
    }
}
