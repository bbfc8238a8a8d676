package dev.ostiary.store;

import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.organization.OrganizationStore;
import java.nio.file.Path;

/// A database opened to read its audit trail, without a server and without writing: the installation's own, while it
/// runs or not, or a copy of it.
public final class AuditDatabase implements AutoCloseable {
    private final AuditLog audit;
    private final OrganizationStore organizations;
    private final LookedAtDatabase opened;

    private AuditDatabase(LookedAtDatabase opened) {
        Database database = opened.database();
        this.audit = new SqlAuditLog(database);
        this.organizations = new SqlOrganizationStore(database);
        this.opened = opened;
    }

    /// Opens a SQLite database.
    ///
    /// @throws UnusableDatabaseException when there is no trail in it that this program can read
    public static AuditDatabase open(Path path) {
        return new AuditDatabase(LookedAtDatabase.open(path, AuditDatabase::requireReadable));
    }

    /// Opens a PostgreSQL database.
    ///
    /// @throws UnusableDatabaseException when there is no trail in it that this program can read
    public static AuditDatabase open(PostgresConfig config) {
        return new AuditDatabase(LookedAtDatabase.open(config, AuditDatabase::requireReadable));
    }

    private static void requireReadable(DatabaseState state, String place) {
        if (state.isEmpty()) {
            throw new UnusableDatabaseException(
                    "There is no audit trail in " + place + "; name the database of an installation.", null);
        }
        if (state.schemaVersion() < Schema.AUDIT_CHAINED) {
            throw new UnusableDatabaseException(
                    "The audit events in " + place + " are not chained yet; start this version's server on it once.",
                    null);
        }
    }

    /// The trail. It can be read only.
    public AuditLog audit() {
        return audit;
    }

    /// Whose chains there are. They can be read only.
    public OrganizationStore organizations() {
        return organizations;
    }

    @Override
    public void close() {
        opened.close();
    }
}
