package dev.ostiary.store;

import dev.ostiary.core.access.KeySink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/// PostgreSQL: rows are held one by one, and changes come from any node, so a commit notifies all that listen.
final class PostgresDialect implements Dialect {
    /// The channel on which commits of changes are made known.
    static final String CHANGES = "ostiary_changes";

    /// How long the server may be silent while it gives all keys.
    private static final int LOAD_MILLIS = 30_000;

    /// Weaker than `FOR UPDATE` in one thing only: rows that refer to the held one can be added meanwhile. With
    /// `FOR UPDATE` who adds a key (holds the organization, waits for the agent) and who deletes the agent (holds
    /// it, adds a row that refers to the organization) would wait for each other for ever.
    @Override
    public String holdRows() {
        return " FOR NO KEY UPDATE";
    }

    /// Locks of the database that belong to no row: those of rows would be starved when many share them, and who
    /// uses a session or a key without changing anything would wait for them.
    @Override
    public void holdGuards(Handle handle, SortedMap<String, Boolean> guards) {
        List<String> locks = new ArrayList<>();
        for (boolean isAlone : guards.values()) {
            locks.add((isAlone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared") + "(hashtextextended(:guard"
                    + locks.size() + ", 0))");
        }
        Query query = handle.createQuery("SELECT " + String.join(", ", locks));
        int number = 0;
        for (String guard : guards.keySet()) {
            query = query.bind("guard" + number++, guard);
        }
        Object _ = query.mapTo(String.class).one();
    }

    @Override
    public void holdMoment(Handle handle) {
        int _ = handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }

    @Override
    public Optional<UniqueRule> brokenRule(SQLException failure) {
        if (!PSQLState.UNIQUE_VIOLATION.getState().equals(failure.getSQLState())
                || !(failure instanceof PSQLException postgres)) {
            return Optional.empty();
        }
        ServerErrorMessage message = postgres.getServerErrorMessage();
        String index = message == null ? "" : message.getConstraint();
        return Arrays.stream(UniqueRule.values())
                .filter(rule -> rule.index().equals(index))
                .findFirst();
    }

    /// Once a transaction, not once a change: PostgreSQL delivers it with the commit, or drops it with the
    /// rollback.
    @Override
    public void beforeCommit(Handle handle, long seq) {
        notify(handle, CHANGES, Long.toString(seq));
    }

    @Override
    public void readKeys(Connection connection, KeySink sink) throws SQLException {
        int patience = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.max(patience, LOAD_MILLIS));
        try {
            PostgresKeyCopy.read(connection, sink);
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        }
    }

    @Override
    public String contains(String column, String value) {
        return "strpos(" + column + ", :" + value + ") > 0";
    }

    /// The server takes a minute to notice, and until then plans as for tables that are nearly empty: it would look
    /// for a few hundred names by reading all keys. So it is told when a table is twice as large as it knows.
    @Override
    public void grown(Handle handle, List<String> tables) {
        boolean isNews = handle.createQuery("""
                        SELECT bool_or(pg_relation_size(oid)
                            > (2 * relpages + 50) * CAST(current_setting('block_size') AS bigint))
                        FROM pg_class
                        WHERE oid IN (SELECT to_regclass(name) FROM unnest(string_to_array(:tables, ',')) name)
                        """)
                .bind("tables", String.join(",", tables))
                .mapTo(Boolean.class)
                .one();
        if (isNews) {
            int _ = handle.execute("ANALYZE " + String.join(", ", tables));
        }
    }

    /// `OFFSET 0` keeps the planner from reading all keys in the order that is wanted, in the hope to come upon
    /// these.
    @Override
    public String keysAmong(String value) {
        return "jsonb_array_elements_text(CAST(:" + value + " AS jsonb)) few(value)"
                + " CROSS JOIN LATERAL (SELECT * FROM api_keys found WHERE found.id = few.value OFFSET 0) k";
    }

    @Override
    public String fieldsOf(String json) {
        return "jsonb_each_text(CAST(coalesce(" + json + ", '{}') AS jsonb))";
    }

    @Override
    public String objectOf(String name, String value) {
        return "CAST(jsonb_object_agg(" + name + ", " + value + ") AS text)";
    }

    @Override
    public String joinInOrder() {
        return "JOIN";
    }

    @Override
    public void insertAll(Connection connection, String table, List<String> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        PostgresRowCopy.write(connection, table, columns, rows);
    }

    @Override
    public void afterCommit() {}

    static void notify(Handle handle, String channel, String message) {
        handle.createQuery("SELECT pg_notify(:channel, :message)")
                .bind("channel", channel)
                .bind("message", message)
                .mapTo(String.class)
                .one();
    }
}
