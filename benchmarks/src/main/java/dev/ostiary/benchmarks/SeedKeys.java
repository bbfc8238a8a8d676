package dev.ostiary.benchmarks;

import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.store.PostgresConfig;
import dev.ostiary.store.PostgresStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills a database with keys, each a copy of one key that is there, with a real secret and digest of its own. Either
/// the SQLite database of a data folder, which no server may have open; or a new PostgreSQL database, which then also
/// gets everything but the keys of the data folder's.
///
///     SeedKeys --data DIR --template KEY-ID --keys N --secrets FILE --samples M [--database URL --user U --password P]
///
/// Writes the secrets of `samples` keys, spread evenly over all, one a line; prints the first,
/// and a well-formed secret that no key has.
final class SeedKeys {
    private static final int COMMIT_EVERY = 100_000;

    private final Path data;
    private final int keys;
    private final int sampleEvery;
    private final Path secretsFile;
    private final KeyDigester digester;

    private SeedKeys(Arguments given) throws IOException {
        this.data = Path.of(given.text("data"));
        this.keys = given.number("keys");
        this.sampleEvery = Math.max(1, keys / given.number("samples"));
        this.secretsFile = Path.of(given.text("secrets"));
        MasterKey masterKey =
                MasterKey.parse(Files.readString(data.resolve("master.key"))).orElseThrow();
        this.digester = new KeyDigester(masterKey.pepper(1));
    }

    public static void main(String... arguments) throws IOException, SQLException {
        Arguments given = Arguments.parse(arguments);
        SeedKeys seed = new SeedKeys(given);
        String secret;
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + seed.data.resolve("ostiary.db"))) {
            TemplateKey template = TemplateKey.read(sqlite, given.text("template"));
            if (given.optional("database").isPresent()) {
                PostgresConfig config = new PostgresConfig(
                        given.text("database"), given.text("user"), Secret.of(given.text("password")));
                PostgresStore.open(config).close();
                try (Connection postgres = DriverManager.getConnection(
                        config.url(), config.user(), config.password().reveal())) {
                    secret = seed.toPostgres(sqlite, postgres, template);
                }
            } else {
                secret = seed.toSqlite(sqlite, template);
            }
        }
        new Figures("seeded")
                .add("keys", seed.keys)
                .add("secret", secret)
                .add(
                        "unknown",
                        KeyFormat.generate(KeyType.SECRET, new Randomness()).reveal())
                .print();
    }

    private String toSqlite(Connection sqlite, TemplateKey template) throws SQLException, IOException {
        try (Statement settings = sqlite.createStatement()) {
            settings.execute("PRAGMA synchronous = OFF");
            settings.execute("PRAGMA cache_size = -1000000");
        }
        sqlite.setAutoCommit(false);
        String insert = "INSERT INTO api_keys (" + String.join(", ", template.columns()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(template.columns().size(), "?")) + ")";
        String secret;
        try (PreparedStatement statement = sqlite.prepareStatement(insert)) {
            secret = generate(template, (number, row) -> {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.executeUpdate();
                if (number % COMMIT_EVERY == 0) {
                    sqlite.commit();
                }
            });
        }
        sqlite.commit();
        return secret;
    }

    private String toPostgres(Connection sqlite, Connection postgres, TemplateKey template)
            throws SQLException, IOException {
        List<String> tables = texts(
                sqlite,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                        + " AND name <> 'schema_history'");
        try (Statement statement = postgres.createStatement()) {
            // Foreign keys are not checked: tables come in any order.
            statement.execute("SET session_replication_role = replica");
            statement.execute("TRUNCATE " + String.join(", ", tables));
        }
        for (String table : tables) {
            if (!table.equals("api_keys")) {
                copy(sqlite, postgres, table);
            }
        }
        String secret;
        try (PostgresCopy copy = new PostgresCopy(postgres, "api_keys", template.columns())) {
            secret = generate(template, (_, row) -> copy.add(row));
        }
        try (Statement statement = postgres.createStatement()) {
            statement.execute("ANALYZE");
        }
        return secret;
    }

    private static void copy(Connection sqlite, Connection postgres, String table) throws SQLException, IOException {
        List<String> columns = texts(sqlite, "SELECT name FROM pragma_table_info('" + table + "')");
        try (Statement statement = sqlite.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table);
                PostgresCopy copy = new PostgresCopy(postgres, table, columns)) {
            @Nullable Object[] row = new Object[columns.size()];
            while (rows.next()) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                copy.add(row);
            }
        }
    }

    private static List<String> texts(Connection database, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /// @return the secret of the first key
    private String generate(TemplateKey template, Sink sink) throws SQLException, IOException {
        TemplateKey.Copies copies = template.new Copies(digester, new Randomness(), Clock.systemUTC());
        String first = "";
        try (Writer file = Files.newBufferedWriter(secretsFile);
                BufferedWriter secrets = new BufferedWriter(file)) {
            for (int number = 0; number < keys; number++) {
                sink.add(number, copies.next());
                if (number == 0) {
                    first = copies.secret();
                }
                if (number % sampleEvery == 0) {
                    secrets.write(copies.secret());
                    secrets.newLine();
                }
            }
        }
        return first;
    }

    private interface Sink {
        void add(int number, @Nullable Object[] row) throws SQLException, IOException;
    }
}
