package dev.ostiary.app.process;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What stays when the server stops and starts again.
class RestartIT {
    @TempDir
    private Path folder;

    private Distribution ostiary;
    private Path data;

    @BeforeEach
    void choose() {
        ostiary = new Distribution(folder);
        data = folder.resolve("installation");
    }

    private JsonNode json(String line) {
        Finished finished = Command.on(data, (line + " --output json").split(" "));
        assertEquals(0, finished.exitCode(), finished::err);
        return Json.parse(finished.out()).orElseThrow();
    }

    private static int call(URI url, String secret) throws IOException {
        HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection();
        call.setRequestProperty("X-API-Key", secret);
        return call.getResponseCode();
    }

    /// SIGTERM ends with 0. After a restart good keys open, revoked ones do not, and the echo agent is where it
    /// was, deployed once (S0.15, S0.16).
    @Test
    void restart_keepsEverything() throws Exception {
        String good;
        String revoked;
        try (RunningServer first = ostiary.up(data)) {
            JsonNode key = json("keys create --agent echo --environment development --name good");
            JsonNode ended = json("keys create --agent echo --environment development --name ended");
            good = key.path("secret").stringValue();
            revoked = ended.path("secret").stringValue();
            JsonNode unused = json("keys revoke ended");
            assertEquals(401, call(first.echo("/"), revoked));
            assertEquals(0, first.stop());
        }
        assertEquals(5, ostiary.run("status", "--data", data.toString()).exitCode());
        Map<String, String> permissions = permissions();
        String profileKey = profileKey();
        try (RunningServer second = ostiary.up(data)) {
            assertEquals(401, call(second.echo("/"), revoked));
            assertEquals(200, call(second.echo("/"), good));
            assertEquals(profileKey, profileKey(), "the management key is kept");
            assertEquals(2, json("keys list").path("items").size());
            JsonNode deployed = json("deploy echo --environment development");
            assertEquals(2, deployed.path("revision").asInt(), "the restart deployed nothing");
            assertEquals(0, second.stop());
        }
        assertEquals("rw-------", permissions.get("master.key"));
        assertEquals("rw-------", permissions.get("profile.json"));
        assertEquals("rw-------", permissions.get("ostiary.db"));
    }

    /// A killed server leaves nothing that keeps the next one from starting, and no change is lost.
    @Test
    void kill_losesNothing() throws Exception {
        String revoked;
        try (RunningServer first = ostiary.up(data)) {
            revoked = json("keys create --agent echo --environment development --name k")
                    .path("secret")
                    .stringValue();
            JsonNode unused = json("keys revoke k");
            assertTrue(first.process().destroyForcibly().waitFor() != 0);
        }
        try (RunningServer second = ostiary.up(data)) {
            assertEquals(401, call(second.echo("/"), revoked));
            assertEquals(0, second.stop());
        }
    }

    /// Changes of long ago are forgotten, and the numbering goes on.
    @Test
    void oldChanges_areForgotten() throws Exception {
        try (RunningServer first = ostiary.up(data)) {
            assertEquals(0, first.stop());
        }
        String url = "jdbc:sqlite:" + data.resolve("ostiary.db");
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            assertTrue(count(statement) > 0);
            assertEquals(1, statement.executeUpdate("UPDATE change_counter SET seq = seq + 100000"));
        }
        try (RunningServer second = ostiary.up(data);
                Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (count(statement) > 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertEquals(0, count(statement));
            JsonNode key = json("keys create --agent echo --environment development --name k");
            assertEquals(200, call(second.echo("/"), key.path("secret").stringValue()));
            assertEquals(1, count(statement));
            assertEquals(0, second.stop());
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM changes")) {
            return rows.getInt(1);
        }
    }

    private String profileKey() throws IOException {
        return Json.parse(Files.readString(data.resolve("profile.json")))
                .orElseThrow()
                .path("key")
                .stringValue();
    }

    private Map<String, String> permissions() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.collect(toMap(file -> file.getFileName().toString(), RestartIT::permissions));
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
