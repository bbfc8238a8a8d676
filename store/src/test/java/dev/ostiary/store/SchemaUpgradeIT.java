package dev.ostiary.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.SettingsDraft;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditFacts;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.AuditLog;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditSubject;
import dev.ostiary.core.audit.AuditVerdict;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.page.NameSort;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that an older program has written is brought up to date with everything in it.
final class SchemaUpgradeIT {
    private static final String TAIL = "_01jd3m0000000000000000000";
    private static final OrganizationId ACME = new OrganizationId("org" + TAIL + "a");
    private static final KeyId BOUND = new KeyId("key" + TAIL + "b");

    @TempDir
    Path folder;

    /// What the first version wrote: an organization with a deployed agent, and keys in every state of life.
    private static List<String> rows(String digest) {
        List<String> rows = new ArrayList<>(List.of(
                "UPDATE installation SET master_key_check = 'check'",
                "INSERT INTO organizations VALUES ('" + ACME + "', 'acme', 'Acme', 1, NULL)",
                "INSERT INTO environments VALUES ('env" + TAIL + "a', '" + ACME
                        + "', 'production', 'Production', 1, NULL)",
                "INSERT INTO agents VALUES ('agt" + TAIL + "a', '" + ACME + "', 'echo', 'Echo', 'API', NULL, 1, NULL)",
                "INSERT INTO deployments VALUES ('dep" + TAIL + "a', '" + ACME + "', 'agt" + TAIL + "a', 'env" + TAIL
                        + "a', 1, 'http://127.0.0.1:9000', %s, 1, 'system', NULL)",
                "INSERT INTO changes (seq, kind, subject) VALUES (1, 'KEY', '" + BOUND + "')",
                "UPDATE change_counter SET seq = 1",
                event(
                        "c",
                        "NULL",
                        "'SYSTEM', 'system', 'system', NULL, 'management-key.issued', 'mgk_1', '{\"name\":\"local\"}'"),
                event(
                        "b",
                        "'" + ACME + "'",
                        "'MANAGEMENT_KEY', 'mgk_1', 'local', '" + ACME + "', 'key.edited', 'key_1',"
                                + " '{\"name\":\"CD\",\"nameBefore\":\"CI\"}'"),
                event(
                        "a",
                        "'" + ACME + "'",
                        "'SYSTEM', 'system', 'system', NULL, 'organization.created', '" + ACME + "', '{}'")));
        String agent = "'agt" + TAIL + "a', 'env" + TAIL + "a'";
        rows.add(key("a", "whole", digest + "0a", "NULL, NULL", "NULL, NULL, NULL"));
        rows.add(key("b", "bound", digest + "0b", agent, "5000, NULL, NULL"));
        rows.add(key("c", "revoked", digest + "0c", agent, "NULL, 7000, NULL"));
        rows.add(key("d", "deleted", digest + "0d", "NULL, NULL", "NULL, 7000, 8000"));
        return rows;
    }

    private static String event(String last, String organization, String rest) {
        return "INSERT INTO audit_events VALUES ('evt" + TAIL + last + "', " + organization + ", 1000, " + rest + ")";
    }

    private static String key(String last, String name, String digest, String binding, String ends) {
        return "INSERT INTO api_keys (id, organization_id, name, public_id, digest, pepper_id, mask, agent_id, environment_id,"
                + " created_at, created_by, changed_at, changed_by, expires_at, disabled_at, revoked_at, deleted_at)"
                + " VALUES ('key" + TAIL + last + "', '" + ACME + "', '" + name + "', 'pk_ost_" + last + "', " + digest
                + "', 1, 'sk_ost_a••••b', " + binding + ", 1000, 'system', 2000, 'admin', 9000, " + ends + ")";
    }

    private static void migrateToFirst(FluentConfiguration database, String vendor) {
        int applied = database.locations("classpath:db/migration/" + vendor)
                .table("schema_history")
                .target("1")
                .load()
                .migrate()
                .migrationsExecuted;
        assertEquals(1, applied);
    }

    private static void assertKept(Store store) {
        Organization acme = store.organizations().findBySlug(new Slug("acme")).orElseThrow();
        assertEquals(ACME, acme.id());
        List<ApiKey> keys =
                store.keys().list(ACME, KeyFilter.all(), PageRequest.first()).items();
        assertEquals(
                List.of("revoked", "bound", "whole"),
                keys.stream().map(key -> key.name().value()).toList());
        assertTrue(keys.stream()
                .allMatch(key -> key.labels().equals(Labels.NONE)
                        && key.restrictions().equals(KeyRestrictions.NONE)
                        && key.expiresAt().equals(Optional.of(Instant.ofEpochMilli(9000)))));
        ApiKey bound = store.keys().find(ACME, BOUND).orElseThrow();
        assertTrue(bound.binding() instanceof KeyBinding.AgentInEnvironment);
        assertEquals(Optional.of(Instant.ofEpochMilli(5000)), bound.disabledAt());
        List<KeyEntry> read = new ArrayList<>();
        store.dataPlane().readKeys(row -> read.add(row.entry()));
        assertEquals(3, read.size());
        assertTrue(read.contains(KeyEntry.of(bound)));
        assertEquals(
                List.of("acme/production/echo"),
                store.dataPlane().routes().routes().stream()
                        .map(route -> route.name().toString())
                        .toList());
        assertEquals(1, store.feed().head());
        Project project = store.projects().findBySlug(ACME, Project.DEFAULT).orElseThrow();
        Agent agent = store.agents().findBySlug(ACME, new Slug("echo")).orElseThrow();
        assertEquals(project.id(), agent.project());
        NamedListing search = new NamedListing(NameSearch.parse("ech"), NameSort.NAME, PageRequest.first());
        assertEquals(
                List.of(agent),
                store.agents().list(ACME, Optional.empty(), search).items());
        assertEquals(AgentHosting.HOSTED, agent.hosting());
        Deployment live = store.deployments().listLive(ACME, agent.id()).getFirst();
        SettingsDraft draft = store.deployments()
                .findDraft(ACME, agent.id(), live.environment())
                .orElseThrow();
        assertEquals(1, draft.version());
        assertEquals(live.settings(), draft.settings());
        assertChained(store.audit());
    }

    /// What was written before events were chained stands at the beginning of the chains, oldest first, once.
    private static void assertChained(AuditLog audit) {
        AuditChain acme = AuditChain.of(ACME);
        List<AuditFacts> events = audit.after(acme, AuditFilter.NONE, 0, 10).stream()
                .map(AuditEntry::facts)
                .toList();
        assertEquals(
                List.of("organization.created", "key.edited"),
                events.stream().map(AuditFacts::action).toList());
        AuditFacts edited = events.getLast();
        assertEquals(new AuditChanges(Map.of("name", "CI"), Map.of("name", "CD")), edited.changes());
        assertEquals(new AuditSubject("key", "key_1", "CD"), edited.subject());
        assertEquals("management-key", edited.actorKind());
        assertEquals(ACME.value(), edited.actorConfinedTo());
        for (AuditChain chain : List.of(acme, AuditChain.INSTALLATION)) {
            AuditVerdict verdict = new AuditVerifier(audit).verify(chain, AuditPoint.START, Optional.empty(), 10);
            assertEquals(Optional.empty(), verdict.fault());
            assertEquals(chain.equals(acme) ? 2 : 1, verdict.verified().seq());
        }
    }

    /// On SQLite, and a second start finds nothing more to do.
    @Test
    void open_versionOneOnSqlite_keepsEverything() throws SQLException {
        Path file = folder.resolve("ostiary.db");
        String url = "jdbc:sqlite:" + file;
        migrateToFirst(Flyway.configure().dataSource(url, null, null), "sqlite");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String row : rows("x'" + "00".repeat(31))) {
                statement.executeUpdate(row.replace("%s", "1"));
            }
        }
        assertEquals(new DatabaseState(1, Map.of(1, "check")), SqliteStore.inspect(file));
        for (int start = 0; start < 2; start++) {
            try (Store store = SqliteStore.open(file)) {
                assertKept(store);
            }
            assertEquals(new DatabaseState(Schema.VERSION, Map.of(1, "check")), SqliteStore.inspect(file));
        }
    }

    /// On PostgreSQL.
    @Test
    void open_versionOneOnPostgres_keepsEverything() {
        PostgresConfig config = EmbeddedServer.newDatabase();
        migrateToFirst(
                Flyway.configure()
                        .dataSource(
                                config.url(), config.user(), config.password().reveal()),
                "postgresql");
        for (String row : rows("'\\x" + "00".repeat(31))) {
            EmbeddedServer.execute(config, row.replace("%s", "true"));
        }
        assertEquals(new DatabaseState(1, Map.of(1, "check")), PostgresStore.inspect(config));
        for (int start = 0; start < 2; start++) {
            try (Store store = PostgresStore.open(config)) {
                assertKept(store);
            }
            assertEquals(new DatabaseState(Schema.VERSION, Map.of(1, "check")), PostgresStore.inspect(config));
        }
    }
}
