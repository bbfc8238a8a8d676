package dev.ostiary.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The tables' version: read before anything is written, and brought up to date by the migrations in `db/migration`.
final class Schema {
    /// The newest migration this program knows.
    static final int VERSION = 17;

    /// The migration from which on audit events are chained.
    static final int AUDIT_CHAINED = 3;

    private static final String HISTORY = "schema_history";

    private Schema() {}

    /// What is in a database. Reads only.
    ///
    /// @param place what to call the database in messages
    /// @param tables a query for the names of all tables
    /// @throws UnusableDatabaseException when the tables are another program's, or of a newer version of this one
    static DatabaseState inspect(Connection connection, String place, String tables) throws SQLException {
        List<String> names = texts(connection, tables);
        if (names.isEmpty()) {
            return DatabaseState.EMPTY;
        }
        if (!names.contains(HISTORY)) {
            throw new UnusableDatabaseException(
                    "The database " + place + " holds tables of another program; give Ostiary an empty one of its own.",
                    null);
        }
        int version =
                texts(connection, "SELECT version FROM schema_history WHERE success AND version IS NOT NULL").stream()
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(0);
        if (version > VERSION) {
            throw new UnusableDatabaseException(
                    "The database " + place + " has version " + version + ", and this program knows versions up to "
                            + VERSION + "; start the newer program, or restore the backup made before its upgrade.",
                    null);
        }
        return version == 0 ? DatabaseState.EMPTY : new DatabaseState(version, masterKeyChecks(connection, names));
    }

    /// Of the generations of the master key that are not retired. Before there were generations there was the
    /// first.
    private static Map<Integer, String> masterKeyChecks(Connection connection, List<String> tables)
            throws SQLException {
        String first = "SELECT '1:' || master_key_check FROM installation WHERE master_key_check IS NOT NULL";
        String sql = tables.contains("master_keys")
                ? first + " AND NOT EXISTS (SELECT 1 FROM master_keys)"
                        + " UNION ALL SELECT generation || ':' || check_value FROM master_keys WHERE retired_at IS NULL"
                : first;
        Map<Integer, String> checks = new HashMap<>();
        for (String check : texts(connection, sql)) {
            int colon = check.indexOf(':');
            checks.put(Integer.parseInt(check.substring(0, colon)), check.substring(colon + 1));
        }
        return checks;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /// Runs the migrations that are missing. Several nodes may do so at once: they take turns under a lock of the
    /// database.
    ///
    /// @param database a Flyway configuration that knows where the database is
    /// @param vendor the folder of its migrations
    static void migrate(FluentConfiguration database, String vendor, String place) {
        Flyway flyway = database.locations("classpath:db/migration/" + vendor)
                .table(HISTORY)
                .cleanDisabled(true)
                .outputQueryResults(false)
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            throw new UnusableDatabaseException(
                    "The tables of the database " + place + " cannot be made or brought up to date; "
                            + "check that its owner is the user Ostiary connects as and that the disk has room.",
                    failure);
        }
    }
}
