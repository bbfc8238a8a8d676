package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Provider keys and the rotation of the master key, by the shipped command, while everything runs (S4.14).
class MasterKeyRotationIT {
    private static final String VALUE = "sk-proj-canary-0123456789-abcdef";
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        client.close();
    }

    private Distribution ostiary() {
        return new Distribution(folder);
    }

    private JsonNode json(String line) {
        Finished finished = Command.on(folder.resolve("installation"), (line + " --output json").split(" "));
        assertEquals(0, finished.exitCode(), finished::err);
        assertFalse(finished.out().contains("canary") || finished.err().contains("canary"), finished::toString);
        return Json.parse(finished.out()).orElseThrow();
    }

    private int call(RunningServer server, JsonNode key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.echo("/hello"))
                .header("X-API-Key", key.path("secret").stringValue(""))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private JsonNode createKey(String name) {
        return json("keys create --agent echo --environment development --name " + name);
    }

    private void storeProviderKey(String name) throws IOException {
        Path value = Files.writeString(folder.resolve("value"), VALUE + "\n");
        json("provider-keys create " + name + " --value-file " + value);
    }

    /// How the generation stands, once it is as wanted, or after a while.
    private JsonNode await(int generation, String field, long wanted) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        JsonNode found;
        do {
            found = Json.object();
            for (JsonNode each : json("master-key status").path("generations").values()) {
                if (each.path("generation").asInt(0) == generation) {
                    found = each;
                }
            }
        } while (found.path(field).asLong(-1) != wanted && System.nanoTime() < deadline);
        assertEquals(wanted, found.path(field).asLong(-1), found::toString);
        return found;
    }

    /// One process on SQLite: keys of both peppers open while provider keys are encrypted anew; the older
    /// generation is not forgotten while something needs it; and a start finds all of it again.
    @Test
    void rotate_oneProcess() throws Exception {
        try (RunningServer server = ostiary().up(folder.resolve("installation"))) {
            storeProviderKey("MY_API");
            JsonNode before = createKey("before");
            assertEquals(200, call(server, before));

            assertEquals(2, json("master-key rotate").path("generation").asInt(0));

            JsonNode after = createKey("after");
            assertEquals(200, call(server, before));
            assertEquals(200, call(server, after));
            await(2, "providerKeys", 1);
            await(2, "apiKeys", 1);
            await(1, "apiKeys", 1);
            Finished refused = ostiary().run("master-key", "retire", "1", "--data", "installation");
            assertEquals(4, refused.exitCode());
            assertTrue(refused.err().contains("apiKeys: 1"), refused::err);
            json("keys revoke before");
            assertEquals(0, server.stop());
        }
        assertNoTrace(folder.resolve("installation"));
        try (RunningServer server = ostiary().up(folder.resolve("installation"))) {
            Finished listed = ostiary().run("provider-keys", "list", "--data", "installation");
            assertTrue(listed.out().contains("MY_API"), listed::toString);
            await(2, "providerKeys", 1);
            assertEquals(200, call(server, createKey("third")));
            assertEquals(0, server.stop());
        }
    }

    private static void assertNoTrace(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file, ISO_8859_1).contains("canary"), file::toString);
            }
        }
    }

    /// With a gateway of its own elsewhere, nothing is made under the new generation before that gateway has it;
    /// when it was given the newer file, which it reads while it runs, new keys open there too.
    @Test
    void rotate_withAGatewayElsewhere_waitsForIt() throws Exception {
        try (EmbeddedPostgres database =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            Map<String, String> variables = Map.of(
                    "OSTIARY_DATABASE",
                    "postgresql://postgres@127.0.0.1:" + database.getPort() + "/postgres",
                    "OSTIARY_DATABASE_PASSWORD",
                    "postgres");
            Path data = folder.resolve("installation");
            Path copy = folder.resolve("copy.key");
            try (RunningServer control =
                    ostiary().start(variables, "up", "--data", data.toString(), "--port", "0", "--control-port", "0")) {
                Files.copy(data.resolve("master.key"), copy, StandardCopyOption.COPY_ATTRIBUTES);
                String[] gatewayLine = {"gateway", "--port", "0", "--health-port", "0", "--master-key", copy.toString()
                };
                try (RunningServer gateway = ostiary().start(variables, gatewayLine)) {
                    storeProviderKey("MY_API");
                    JsonNode before = createKey("before");
                    assertEquals(
                            "{\"nodes\":1,\"of\":2}",
                            json("master-key rotate").path("applied").toString());
                    JsonNode meanwhile = createKey("meanwhile");
                    assertEquals(200, call(gateway, meanwhile));
                    await(1, "apiKeys", 2);
                    Finished late = ostiary().run(variables, gatewayLine);
                    assertEquals(1, late.exitCode());
                    assertTrue(late.err().contains("lacks generation 2"), late::err);

                    Files.copy(
                            data.resolve("master.key"),
                            copy,
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);

                    await(2, "providerKeys", 1);
                    JsonNode after = createKey("after");
                    assertEquals(200, call(gateway, after));
                    assertEquals(200, call(gateway, before));
                    assertEquals(200, call(control, after));
                    await(2, "apiKeys", 1);
                    assertEquals(0, gateway.stop());
                }
                assertEquals(0, control.stop());
            }
        }
    }

    /// A master key in a variable, and one that is sealed with a passphrase, start the same server; a wrong one
    /// does not, and writes nothing.
    @Test
    void otherSources_start() throws Exception {
        Path data = folder.resolve("installation");
        Finished generated = ostiary().run("master-key", "generate");
        String key = generated.out().strip();
        String[] up = {"up", "--data", data.toString(), "--port", "0", "--control-port", "0"};
        try (RunningServer server = ostiary().start(Map.of("OSTIARY_MASTER_KEY", key), up)) {
            storeProviderKey("MY_API");
            assertFalse(Files.exists(data.resolve("master.key")));
            Finished refused = ostiary().run("master-key", "rotate", "--data", "installation");
            assertEquals(4, refused.exitCode(), refused::err);
            assertEquals(0, server.stop());
        }
        assertRefused(
                Map.of(
                        "OSTIARY_MASTER_KEY",
                        Command.run("master-key", "generate").out()),
                "is not the one",
                up);
        assertRefused(Map.of(), "is missing", up);
        String second =
                Command.run("master-key", "generate", "--generation", "2").out().strip();
        try (RunningServer server = ostiary().start(Map.of("OSTIARY_MASTER_KEY", key + " " + second), up)) {
            await(2, "providerKeys", 1);
            assertEquals(0, server.stop());
        }
        assertRefused(Map.of("OSTIARY_MASTER_KEY", key), "lacks generation 2", up);
        sealedFileStarts(data, key + "\n" + second, up);
    }

    private void sealedFileStarts(Path data, String keyset, String... up) throws Exception {
        Map<String, String> passphrase = Map.of("OSTIARY_MASTER_PASSPHRASE", "correct horse battery");
        Path elsewhere = folder.resolve("elsewhere.key");
        Files.writeString(elsewhere, keyset);
        Process closing = new ProcessBuilder("chmod", "600", elsewhere.toString()).start();
        assertEquals(0, closing.waitFor());
        Finished sealed = ostiary()
                .run(passphrase, "master-key", "seal", "--data", data.toString(), "--master-key", elsewhere.toString());
        assertEquals(0, sealed.exitCode(), sealed::err);
        Files.move(elsewhere, data.resolve("master.key"));
        assertRefused(Map.of(), "OSTIARY_MASTER_PASSPHRASE", up);
        assertRefused(Map.of("OSTIARY_MASTER_PASSPHRASE", "another passphrase"), "does not open", up);
        try (RunningServer server = ostiary().start(passphrase, up)) {
            assertEquals("sealed-file", json("master-key status").path("source").stringValue(""));
            assertEquals(3, json("master-key rotate").path("generation").asInt(0));
            assertEquals(0, server.stop());
        }
        assertTrue(Files.readString(data.resolve("master.key")).startsWith("ostiary-sealed-master-key-1:"));
        try (RunningServer server = ostiary().start(passphrase, up)) {
            await(3, "providerKeys", 1);
            assertEquals(0, server.stop());
        }
    }

    private void assertRefused(Map<String, String> variables, String reason, String... line) throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("installation/ostiary.db"));
        Finished refused = ostiary().run(variables, line);
        assertEquals(1, refused.exitCode(), refused::toString);
        assertTrue(refused.err().contains(reason), refused::err);
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("installation/ostiary.db")));
    }
}
