package dev.ostiary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Rows on their way into a table of PostgreSQL by `COPY`, which takes a hundred thousand a second.
final class PostgresCopy implements AutoCloseable {
    private final Writer out;

    PostgresCopy(Connection database, String table, List<String> columns) throws SQLException {
        this.out = new BufferedWriter(
                new OutputStreamWriter(
                        new PGCopyOutputStream(
                                database.unwrap(PGConnection.class),
                                "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN",
                                1 << 16),
                        UTF_8),
                1 << 16);
    }

    void add(@Nullable Object[] row) throws IOException {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                out.write('\t');
            }
            write(row[i]);
        }
        out.write('\n');
    }

    /// In the text format of `COPY`. Backslash, tab and line ends are escaped; SQLite's 0 and 1 read as booleans
    /// too.
    private void write(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.write("\\N");
            case byte[] bytes -> out.write("\\\\x" + HexFormat.of().formatHex(bytes));
            default ->
                out.write(value.toString()
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
