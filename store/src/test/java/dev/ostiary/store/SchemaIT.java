package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.random.Randomness;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The schemas of both databases, side by side.
final class SchemaIT {
    private static final AgentId AGENT = AgentId.create(new Randomness(), Instant.EPOCH);
    private static final EnvironmentId ENVIRONMENT = EnvironmentId.create(new Randomness(), Instant.EPOCH);

    /// Every way to list keys, and the index that serves it.
    private static final Map<KeyFilter, String> LISTINGS = Map.of(
            KeyFilter.all(),
            "api_keys_of_organization",
            new KeyFilter(Optional.of(AGENT), Optional.empty()),
            "api_keys_of_agent",
            new KeyFilter(Optional.empty(), Optional.of(ENVIRONMENT)),
            "api_keys_of_environment",
            new KeyFilter(Optional.of(AGENT), Optional.of(ENVIRONMENT)),
            "api_keys_of_both");

    @TempDir
    Path folder;

    @BeforeEach
    void createSchemas() {
        SqliteStore.open(folder.resolve("ostiary.db")).close();
    }

    private List<String> sqlite(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ostiary.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(rows.getMetaData().getColumnCount()));
            }
        }
        return values;
    }

    private static String explained(KeyFilter filter) {
        StringBuilder conditions = new StringBuilder();
        filter.agent().ifPresent(_ -> conditions.append(" AND k.agent_id = 'agt'"));
        filter.environment().ifPresent(_ -> conditions.append(" AND k.environment_id = 'env'"));
        return "EXPLAIN " + KeyTable.SELECTED
                + "FROM api_keys k WHERE k.organization_id = 'org' AND k.deleted_at IS NULL"
                + conditions + " AND k.id < 'key' ORDER BY k.id DESC LIMIT 50";
    }

    /// Both databases have the same tables, columns and rules about absence; a change to one must be made to the
    /// other.
    @Test
    void columns_areTheSame() throws SQLException {
        List<String> sqlite = sqlite("""
                SELECT t.name || '.' || c.name || CASE WHEN c."notnull" THEN ' NOT NULL' ELSE '' END
                FROM sqlite_schema t, pragma_table_info(t.name) c
                WHERE t.type = 'table' AND t.name <> 'schema_history' ORDER BY 1
                """);
        List<String> postgresql = EmbeddedServer.query(EmbeddedServer.SHARED, """
                SELECT concat(table_name, '.', column_name, CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END) COLLATE "C"
                FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name <> 'schema_history' ORDER BY 1
                """);

        assertFalse(sqlite.isEmpty());
        assertEquals(sqlite, postgresql);
    }

    /// Both databases have the same indexes by the same names.
    @Test
    void indexes_areTheSame() throws SQLException {
        List<String> sqlite = sqlite("""
                SELECT name FROM sqlite_schema
                WHERE type = 'index' AND sql IS NOT NULL AND tbl_name <> 'schema_history' ORDER BY 1
                """);
        List<String> postgresql = EmbeddedServer.query(EmbeddedServer.SHARED, """
                SELECT indexname::text COLLATE "C" FROM pg_indexes
                WHERE schemaname = 'public' AND tablename <> 'schema_history'
                  AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key' ORDER BY 1
                """);

        assertFalse(sqlite.isEmpty());
        assertEquals(sqlite, postgresql);
    }

    /// Every text in PostgreSQL sorts and compares byte by byte, whatever the server's locale (K04).
    @Test
    void collations_areBinary() {
        List<String> others = EmbeddedServer.query(EmbeddedServer.SHARED, """
                SELECT concat(table_name, '.', column_name) FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name <> 'schema_history'
                  AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
                """);

        assertEquals(List.of(), others);
    }

    /// SQLite lists keys from an index that has them in order, so a page costs the same at a million keys.
    @Test
    void list_onSqlite_usesItsIndex() throws SQLException {
        for (Map.Entry<KeyFilter, String> listing : LISTINGS.entrySet()) {
            String sql = explained(listing.getKey()).replace("EXPLAIN", "EXPLAIN QUERY PLAN");
            List<String> plan = sqlite(sql);

            assertEquals(1, plan.size(), plan.toString());
            assertTrue(plan.getFirst().contains("USING INDEX " + listing.getValue() + " "), plan.toString());
        }
    }

    /// Agents are read in the order of their names from its index, so a page costs the same at any number of them.
    @Test
    void agentsByName_onSqlite_useTheirIndex() throws SQLException {
        List<String> plan = sqlite(
                "EXPLAIN QUERY PLAN SELECT id, name FROM agents WHERE organization_id = 'org' AND deleted_at IS NULL"
                        + Listing.sorted("terms", "id", true, true)
                                .replace(":position", "'a'")
                                .replace(":cursor", "'b'")
                                .replace(":limit", "50"));

        assertEquals(1, plan.size(), plan.toString());
        assertTrue(plan.getFirst().contains("USING INDEX agents_by_name "), plan.toString());
    }

    /// What a page of keys needs of replaced secrets is found by these, never by reading an organization's keys.
    @Test
    void replacedSecrets_onSqlite_areFoundByKey() throws SQLException {
        String ids = IntStream.range(0, 50)
                .mapToObj(number -> "'key_" + number + "'")
                .collect(Collectors.joining(", "));
        String sql = SqlReplacedSecretStore.LISTING
                .replace("<in_order>", new SqliteDialect(new Subscribers()).joinInOrder())
                .replace("<ids>", ids);
        List<String> steps = sqlite("EXPLAIN QUERY PLAN " + sql).stream()
                .filter(step -> step.startsWith("SEARCH"))
                .toList();

        assertEquals(2, steps.size(), steps.toString());
        assertTrue(steps.getFirst().contains("(key_id=?)"), steps.toString());
        assertTrue(steps.getLast().contains("(id=?)"), steps.toString());
    }

    /// PostgreSQL can do the same.
    @Test
    void list_onPostgres_usesItsIndex() {
        // What other tests have deleted would count as rows.
        EmbeddedServer.execute(EmbeddedServer.SHARED, "TRUNCATE api_keys CASCADE");
        for (Map.Entry<KeyFilter, String> listing : LISTINGS.entrySet()) {
            String url = EmbeddedServer.SHARED.url() + "?options=-c%20enable_seqscan=off%20-c%20enable_bitmapscan=off";
            PostgresConfig config = new PostgresConfig(url, "postgres", EmbeddedServer.SHARED.password());
            String plan = String.join("\n", EmbeddedServer.query(config, explained(listing.getKey())));

            assertTrue(plan.contains("Index Scan Backward using " + listing.getValue() + " "), plan);
            assertFalse(plan.contains("Sort"), plan);
        }
    }
}
