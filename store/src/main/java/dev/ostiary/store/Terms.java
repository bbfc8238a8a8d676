package dev.ostiary.store;

import dev.ostiary.core.page.NameSearch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What rows are found by, in a column of theirs: each term between line breaks, so that one can be looked for
/// whole or by its beginning. Of things with names these are the words of the name and then others, so that sorting
/// by the column sorts by name.
final class Terms {
    /// The tables of things with names, and the columns whose words they are found by.
    private static final Map<String, List<String>> NAMED = Map.of(
            "agents", List.of("name", "slug"),
            "projects", List.of("name", "slug"),
            "environments", List.of("name", "slug"),
            "routes", List.of("name", "hosts", "path"),
            "accounts", List.of("name", "email"));

    private static final int CHUNK = 1000;

    private Terms() {}

    /// As they lie in a row.
    static String text(List<String> terms) {
        return "\n" + String.join("\n", terms) + "\n";
    }

    /// What a term that begins so has in a row.
    static String beginning(String word) {
        return "\n" + word;
    }

    /// Makes up for what a program wrote that did not know the column. Several may do so at once.
    static void fill(Database database) {
        NAMED.forEach((table, columns) -> {
            int filled;
            do {
                filled = database.write(handle -> fillChunk(handle, table, columns));
            } while (filled > 0);
        });
    }

    private record Named(String id, String terms) {}

    /// In order, so that nodes that begin at once wait for each other and not in a circle; a row that was changed
    /// meanwhile has its terms already.
    private static int fillChunk(Handle handle, String table, List<String> columns) {
        List<Named> rows = handle.createQuery("SELECT id, " + String.join(", ", columns) + " FROM " + table
                        + " WHERE terms = '' ORDER BY id LIMIT " + CHUNK)
                .map((row, _) -> new Named(row.getString("id"), terms(row, columns)))
                .list();
        if (!rows.isEmpty()) {
            PreparedBatch batch =
                    handle.prepareBatch("UPDATE " + table + " SET terms = :terms WHERE id = :id AND terms = ''");
            rows.forEach(
                    row -> batch.bind("terms", row.terms()).bind("id", row.id()).add());
            int[] _ = batch.execute();
        }
        return rows.size();
    }

    private static String terms(ResultSet row, List<String> columns) throws SQLException {
        String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Optional.ofNullable(row.getString(columns.get(i))).orElse("");
        }
        return text(NameSearch.words(texts));
    }
}
