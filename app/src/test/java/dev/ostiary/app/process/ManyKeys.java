package dev.ostiary.app.process;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Fills a database with copies of a key, past the API: what each column must hold is copied, whatever columns there
/// are.
record ManyKeys(KillableDatabase database) {
    void copy(String id, int count) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> columns = new ArrayList<>();
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT column_name FROM information_schema.columns WHERE table_name = 'api_keys'"
                            + " AND is_generated = 'NEVER'")) {
                while (rows.next()) {
                    String column = rows.getString(1);
                    columns.add(column);
                    values.add(value(column));
                }
            }
            int inserted = statement.executeUpdate("INSERT INTO api_keys (" + String.join(", ", columns) + ") SELECT "
                    + String.join(", ", values) + " FROM api_keys k, generate_series(1, " + count
                    + ") n WHERE k.id = '" + id + "'");
            if (inserted != count) {
                throw new AssertionError("not " + count + " keys but " + inserted);
            }
            boolean unused = statement.execute("ANALYZE api_keys");
        }
    }

    private static String value(String column) {
        return switch (column) {
            case "id" -> "'key_' || lpad(to_hex(n), 26, '0')";
            case "name" -> "'copy ' || n";
            case "public_id" -> "'pk_copy_' || n";
            case "digest" -> "sha256(convert_to('copy ' || n, 'UTF8'))";
            default -> "k." + column;
        };
    }
}
