package dev.ostiary.store;

import dev.ostiary.core.access.KeyRow;
import dev.ostiary.core.access.KeySink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Reads all keys of a SQLite database, whose texts are UTF-8 already.
final class SqliteKeyCursor {
    /// The table from end to end: by an index, which SQLite would choose, it takes three times as long.
    private static final String SELECT = KeyColumns.SELECT.replace("FROM api_keys", "FROM api_keys NOT INDEXED");

    private static final KeyRow.Column[] COLUMNS = KeyRow.Column.values();

    private SqliteKeyCursor() {}

    static void read(Connection connection, KeySink sink) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT)) {
            KeyRow row = new KeyRow();
            while (rows.next()) {
                row.clear();
                for (KeyRow.Column column : COLUMNS) {
                    byte[] value = rows.getBytes(column.position() + 1);
                    if (value != null) {
                        row.put(column, value);
                    }
                }
                KeyColumns.readState(rows, row);
                sink.take(row);
            }
        }
    }
}
