package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The audit trail from the command line, over a server and without one (C6).
class AuditIT {
    @TempDir
    private Path folder;

    private Distribution ostiary;
    private Path data;

    @BeforeEach
    void choose() {
        ostiary = new Distribution(folder);
        data = folder.resolve("installation");
    }

    private Finished process(String line) throws IOException, InterruptedException {
        return ostiary.run((line + " --data " + data).split(" "));
    }

    private Finished run(String line) {
        return Command.on(data, line.split(" "));
    }

    private String done(String line) {
        Finished finished = run(line);
        assertEquals(0, finished.exitCode(), finished::err);
        return finished.out();
    }

    private static List<JsonNode> lines(String export) {
        return export.lines().map(line -> Json.parse(line).orElseThrow()).toList();
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ostiary.db"));
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
        }
    }

    /// What was done is listed, exported and verified, says from where, and holds no secret; whoever edits the
    /// database afterwards is found, by the server and without one, with the number of the event.
    @Test
    void audit_isProved() throws Exception {
        String noted;
        try (RunningServer server = ostiary.up(data)) {
            String secret = Json.parse(done("keys create --agent echo --environment development --name =cmd -o json"))
                    .orElseThrow()
                    .path("secret")
                    .stringValue();
            done("keys disable =cmd");

            assertTrue(done("audit list --subject =cmd").contains("state: enabled → disabled"));
            String jsonLines = done("audit export --text key.");
            List<JsonNode> events = lines(jsonLines);
            assertEquals(2, events.size());
            assertEquals("127.0.0.1", events.getFirst().at("/source/address").stringValue());
            assertTrue(done("audit export --format csv --action key.issued").contains(",'=cmd,"));
            assertTrue(done("audit list --installation --action management-key.issued")
                    .contains("command line"));
            String verified = done("audit verify");
            assertTrue(verified.contains("intact  the installation: "), verified);
            assertTrue(verified.contains("intact  organization default: "), verified);
            noted = verified.substring(verified.lastIndexOf(' ') + 1).strip();
            done("audit verify --organization default --expect " + noted);
            assertFalse((jsonLines + verified).contains(secret.substring(12, 24)));
            assertEquals(0, server.stop());
            assertFalse(Files.readString(data.resolve("ostiary.db"), ISO_8859_1).contains(secret.substring(12, 24)));
        }
        done("audit verify --offline");
        tamper("UPDATE audit_events SET actor_name = 'nobody' WHERE chain <> 'installation' AND seq = 3");

        Finished offline = process("audit verify --offline");
        assertEquals(1, offline.exitCode());
        assertTrue(
                offline.out().contains("BROKEN  organization default at event 3: the event is not what was written"),
                offline::out);
        try (RunningServer server = ostiary.up(data)) {
            Finished online = run("audit verify --organization default -o json");
            assertEquals(1, online.exitCode());
            assertEquals(
                    3,
                    Json.parse(online.out())
                            .orElseThrow()
                            .at("/chains/0/fault/seq")
                            .asInt());
            assertEquals(0, run("audit verify --installation").exitCode());
            assertEquals(0, server.stop());
        }
    }

    /// What cannot be verified is no broken chain: it ends otherwise, with what to do.
    @Test
    void verify_withoutDatabase_isToldApart() {
        Finished none = run("audit verify --offline");

        assertEquals(1, none.exitCode());
        assertEquals("", none.out());
        assertTrue(none.err().contains("There is no audit trail in"), none::err);
        assertEquals(2, run("audit verify --expect 1:ab").exitCode());
        assertEquals(2, run("audit list --organization a --installation").exitCode());
        assertEquals(2, run("audit list --from yesterday").exitCode());
    }
}
