package dev.ostiary.store;

import dev.ostiary.core.access.KeySink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite: a transaction is the only one that writes, so rows need not be held, and changes come from this process
/// alone, so waking subscribers is a call.
final class SqliteDialect implements Dialect {
    private final Subscribers subscribers;

    SqliteDialect(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String holdRows() {
        return "";
    }

    /// A transaction that writes is the only one from its begin.
    @Override
    public void holdGuards(Handle handle, SortedMap<String, Boolean> guards) {}

    /// Every transaction of a reader is of one moment.
    @Override
    public void holdMoment(Handle handle) {}

    /// SQLite names the columns of the index, in the message alone: `(UNIQUE constraint failed:
    /// agents.organization_id, agents.slug)`.
    @Override
    public Optional<UniqueRule> brokenRule(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)
                || sqlite.getResultCode() != SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE) {
            return Optional.empty();
        }
        String message = String.valueOf(failure.getMessage());
        return Arrays.stream(UniqueRule.values())
                .filter(rule -> message.endsWith("failed: " + rule.columns() + ")"))
                .findFirst();
    }

    @Override
    public void beforeCommit(Handle handle, long seq) {}

    @Override
    public void readKeys(Connection connection, KeySink sink) throws SQLException {
        SqliteKeyCursor.read(connection, sink);
    }

    @Override
    public String contains(String column, String value) {
        return "instr(" + column + ", :" + value + ") > 0";
    }

    /// Its planner keeps the order of a cross join.
    @Override
    public String keysAmong(String value) {
        return "json_each(:" + value + ") few CROSS JOIN api_keys k ON k.id = few.value";
    }

    @Override
    public String fieldsOf(String json) {
        return "json_each(coalesce(" + json + ", '{}'))";
    }

    @Override
    public String objectOf(String name, String value) {
        return "json_group_object(" + name + ", " + value + ")";
    }

    @Override
    public String joinInOrder() {
        return "CROSS JOIN";
    }

    @Override
    public void insertAll(Connection connection, String table, List<String> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                int _ = statement.executeUpdate();
            }
        }
    }

    /// Its plans do not ask how much there is.
    @Override
    public void grown(Handle handle, List<String> tables) {}

    @Override
    public void afterCommit() {
        subscribers.wake();
    }
}
