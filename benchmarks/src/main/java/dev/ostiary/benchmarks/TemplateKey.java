package dev.ostiary.benchmarks;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyMask;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.random.Randomness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stored row of one key, of which any number are made that differ in what must differ. So the columns that a key
/// has need not be known.
final class TemplateKey {
    private final List<String> columns;
    private final @Nullable Object[] values;

    private TemplateKey(List<String> columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /// Reads the row of the key of that id.
    static TemplateKey read(Connection database, String id) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement("SELECT * FROM api_keys WHERE id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("no key " + id);
                }
                int count = row.getMetaData().getColumnCount();
                List<String> columns = new ArrayList<>();
                @Nullable Object[] values = new Object[count];
                for (int i = 0; i < count; i++) {
                    columns.add(row.getMetaData().getColumnName(i + 1));
                    values[i] = row.getObject(i + 1);
                }
                return new TemplateKey(List.copyOf(columns), values);
            }
        }
    }

    List<String> columns() {
        return columns;
    }

    /// Makes rows of other keys, each with a secret of its own.
    final class Copies {
        private final KeyDigester digester;
        private final Randomness randomness;
        private final Clock clock;
        private String secret = "";
        private int made;

        Copies(KeyDigester digester, Randomness randomness, Clock clock) {
            this.digester = digester;
            this.randomness = randomness;
            this.clock = clock;
        }

        /// The row of another key. The array is the same each time.
        @Nullable
        Object[] next() {
            secret = KeyFormat.generate(KeyType.SECRET, randomness).reveal();
            set("id", KeyId.create(randomness, clock.instant()).value());
            set("name", "key " + ++made);
            set("public_id", KeyFormat.generatePublicId(randomness));
            set("digest", digester.digest(secret).bytes());
            set("mask", KeyMask.ofAgentKey(secret));
            return values;
        }

        /// The secret of the last key made.
        String secret() {
            return secret;
        }

        private void set(String column, Object value) {
            values[columns.indexOf(column)] = value;
        }
    }
}
