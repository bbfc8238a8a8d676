package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.echo.EchoAgent;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a stranger does in the first five minutes, with the shipped program: one server, called and commanded from
/// outside. One command of each kind is a process of its own, the others run in this one.
@TestInstance(Lifecycle.PER_CLASS)
class UpIT {
    private final AtomicInteger names = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();

    private Path folder;
    private Distribution ostiary;
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        ostiary = new Distribution(folder);
        server = ostiary.up(folder.resolve("installation"));
    }

    @AfterAll
    void stop() throws InterruptedException {
        client.close();
        assertEquals(0, server.stop());
    }

    private Finished process(String line) throws IOException, InterruptedException {
        return ostiary.run((line + " --data installation").split(" "));
    }

    private Finished run(String line) {
        return Command.on(folder.resolve("installation"), line.split(" "));
    }

    private JsonNode json(String line) {
        Finished finished = run(line + " --output json");
        assertEquals(0, finished.exitCode(), finished::err);
        return Json.parse(finished.out()).orElseThrow();
    }

    private JsonNode createKey() {
        return json("keys create --agent echo --environment development --name k" + names.incrementAndGet());
    }

    private HttpResponse<String> call(URI url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }

    /// `up` prints what to do next, and as its last line what scripts wait for.
    @Test
    void up_printsBlockAndReadyLine() {
        assertEquals(
                List.of(
                        "Ostiary is up.",
                        "  Gateway   " + server.gateway(),
                        "  Console   " + server.control(),
                        "  Try it    curl -i " + server.echo("/hello") + "        (401: no key yet)",
                        "            ./ostiary keys create --agent echo --environment development --name first --data "
                                + folder.resolve("installation"),
                        "ready gateway=" + server.gateway() + " control=" + server.control()),
                server.output().stream()
                        .filter(line -> !line.startsWith("  Set up"))
                        .toList());
        assertEquals(
                1,
                server.output().stream()
                        .filter(line -> line.startsWith("  Set up    " + server.control() + "/setup?token="))
                        .count());
    }

    /// Without a key: 401, a JSON problem and how to authenticate (S0.1, S0.2).
    @Test
    void call_withoutKey_is401() throws Exception {
        HttpResponse<String> response = call(server.echo("/hello"));
        assertEquals(401, response.statusCode());
        assertTrue(response.headers().firstValue("WWW-Authenticate").isPresent());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertEquals("credential.missing", text(Json.parse(response.body()).orElseThrow(), "code"));
    }

    /// With the key just created: 200, the prefix removed, no credential shown, our identity headers instead of
    /// forged ones (S0.1, S0.12, S4.1, S4.16).
    @Test
    void call_withKey_reachesAgentWithoutCredential() throws Exception {
        JsonNode key = createKey();
        HttpResponse<String> response = call(
                server.echo("/hello?x=1"),
                "X-API-Key",
                text(key, "secret"),
                "X-Ostiary-Key-Id",
                "forged",
                "x-ostiary-organization-id",
                "forged");
        assertEquals(200, response.statusCode());
        JsonNode echo = Json.parse(response.body()).orElseThrow();
        assertEquals("GET", text(echo, "method"));
        assertEquals("/hello", text(echo, "path"));
        assertEquals("x=1", text(echo, "query"));
        assertEquals(
                "[\"" + text(key, "id") + "\"]",
                echo.path("headers").path("x-ostiary-key-id").toString());
        assertFalse(response.body().contains("sk_ost_"), response::body);
        assertFalse(response.body().contains("forged"), response::body);
    }

    /// What `keys create` tells a person: public id and secret, that the secret is not shown again, the 90 days
    /// nobody asked for, and a call that works as it stands (S0.12, S3.14, S4.6).
    @Test
    void keysCreate_printsReadyCall() throws Exception {
        Finished created =
                process("keys create --agent echo --environment development --name k" + names.incrementAndGet());
        assertEquals(0, created.exitCode(), created::err);
        assertEquals("", created.err());
        assertTrue(created.out().contains("pk_ost_"), created::out);
        assertTrue(created.out().contains("will not be shown again"), created::out);
        assertTrue(created.out().contains("(in 90 days)"), created::out);
        Matcher curl = Pattern.compile("curl -i (\\S+) -H '(X-API-Key): (sk_ost_\\w+)'")
                .matcher(created.out());
        assertTrue(curl.find(), created::out);
        HttpResponse<String> response = call(URI.create(curl.group(1)), curl.group(2), curl.group(3));
        assertEquals(200, response.statusCode());
    }

    /// A key ends when it was told to (S1.3).
    @Test
    void keysCreate_withExpiry_isSoSet() {
        JsonNode never = json("keys create --name k" + names.incrementAndGet() + " --expires never");
        assertTrue(never.path("expiresAt").isNull(), never::toString);
        JsonNode hours = json("keys create --name k" + names.incrementAndGet() + " --expires 12h");
        Duration life =
                Duration.between(Instant.parse(text(hours, "createdAt")), Instant.parse(text(hours, "expiresAt")));
        assertTrue(life.minus(Duration.ofHours(12)).abs().compareTo(Duration.ofMinutes(2)) < 0, hours::toString);
    }

    /// The list has every key with its mask, when it was last used, and never a secret (S3.16, S4.8).
    @Test
    void keysList_showsKeyMasked() {
        JsonNode key = createKey();
        String secret = text(key, "secret");
        Finished list = run("keys list");
        String row = list.out()
                .lines()
                .filter(line -> line.contains(text(key, "id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(list));
        assertTrue(row.startsWith(text(key, "name") + " "), row);
        assertTrue(row.contains(text(key, "maskedSecret")), row);
        assertTrue(row.contains("active") && row.contains("never") && row.contains("in 90 days"), row);
        assertFalse(list.out().contains(secret), list::out);
        JsonNode shown = json("keys show " + text(key, "name"));
        assertEquals(text(key, "id"), text(shown, "id"));
        assertTrue(shown.path("secret").isMissingNode(), shown::toString);
    }

    /// The very next call after a revocation is refused, and other keys work on (S0.15, S0.16, S4.10).
    @Test
    void keysRevoke_refusesNextCall() throws Exception {
        JsonNode revoked = createKey();
        JsonNode other = createKey();
        assertEquals(
                200,
                call(server.echo("/"), "X-API-Key", text(revoked, "secret")).statusCode());
        JsonNode answer = json("keys revoke " + text(revoked, "id"));
        int next = call(server.echo("/"), "X-API-Key", text(revoked, "secret")).statusCode();
        assertEquals(401, next);
        assertEquals("revoked", text(answer, "status"));
        assertEquals(
                200, call(server.echo("/"), "X-API-Key", text(other, "secret")).statusCode());
        assertEquals(4, run("keys enable " + text(revoked, "id")).exitCode());
    }

    /// A disabled key is refused until it is enabled; a deleted one for good (S0.15).
    @Test
    void keysDisableEnableDelete_workAtOnce() throws Exception {
        JsonNode key = createKey();
        String secret = text(key, "secret");
        assertEquals("disabled", text(json("keys disable " + text(key, "publicId")), "status"));
        assertEquals(401, call(server.echo("/"), "X-API-Key", secret).statusCode());
        assertEquals("active", text(json("keys enable " + text(key, "name")), "status"));
        assertEquals(200, call(server.echo("/"), "X-API-Key", secret).statusCode());
        assertEquals(text(key, "id"), text(json("keys delete " + text(key, "id")), "id"));
        assertEquals(401, call(server.echo("/"), "X-API-Key", secret).statusCode());
        assertEquals(3, run("keys show " + text(key, "id")).exitCode());
    }

    /// An agent of one's own is open to its own keys only, and to everyone without key security (S0.3, S0.4,
    /// S0.24).
    @Test
    void ownAgent_isDeployed() throws Exception {
        try (EchoAgent agent = EchoAgent.start(OptionalInt.empty())) {
            String name = "agent-" + names.incrementAndGet();
            Finished created = run("agents create " + name + " --upstream http://127.0.0.1:" + agent.port());
            assertEquals(0, created.exitCode(), created::err);
            Finished deployed = process("deploy " + name + " --environment production");
            URI url = URI.create(server.gateway() + "/default/production/" + name + "/");
            assertTrue(deployed.out().contains("curl -i " + url), deployed::out);
            JsonNode key = json("keys create --agent " + name + " --environment production --name " + name);
            assertEquals(401, call(url).statusCode());
            assertEquals(200, call(url, "X-API-Key", text(key, "secret")).statusCode());
            assertEquals(
                    401, call(url, "X-API-Key", text(createKey(), "secret")).statusCode());
            JsonNode open = json("deploy " + name + " --environment production --no-key-security");
            assertFalse(open.path("keySecurity").asBoolean(true), open::toString);
            assertEquals(200, call(url).statusCode());
            assertEquals(
                    0,
                    run("deploy " + name + " --environment production --key-security")
                            .exitCode());
            assertEquals(401, call(url).statusCode());
            assertEquals(200, call(url, "X-API-Key", text(key, "secret")).statusCode());
            assertEquals(0, run("agents delete " + name).exitCode());
            assertEquals(404, call(url).statusCode());
        }
    }

    /// Every command, asked for json, prints one document and nothing else (S1.2).
    @ParameterizedTest
    @CsvSource({"keys list", "keys list --limit 1", "agents list", "status", "deploy echo --environment production"})
    void json_isOneDocument(String line) {
        Finished finished = run(line + " --output json");
        assertEquals(0, finished.exitCode(), finished::err);
        assertTrue(Json.parse(finished.out()).isPresent(), finished::out);
        assertEquals("", finished.err());
    }

    /// The exit code tells what happened, and the reason is one line on the standard error (S1.2).
    @ParameterizedTest
    @CsvSource({
        "2, keys create --name x --expires 2020-01-01",
        "2, keys frob",
        "3, keys show key_00000000000000000000000000",
        "3, keys revoke nobody",
        "3, agents delete nobody",
        "3, deploy nobody --environment development",
        "3, keys create --name x --agent nobody --environment development",
        "3, keys list --organization nobody",
        "4, agents create echo",
        "4, agents create Not_A_Slug",
        "4, keys list --key mk_ost_wrong",
        "4, keys create --name x --key mk_ost_wrong",
        "5, keys list --url http://127.0.0.1:1",
    })
    void exitCode_tellsWhatHappened(int expected, String line) {
        assertFailed(expected, run(line));
    }

    /// So does the program's.
    @ParameterizedTest
    @CsvSource({"2, keys frob", "3, deploy nobody --environment development", "5, agents list --url http://127.0.0.1:1"
    })
    void exitCodeOfTheProcess_tellsWhatHappened(int expected, String line) throws Exception {
        assertFailed(expected, process(line));
    }

    private static void assertFailed(int expected, Finished finished) {
        assertEquals(expected, finished.exitCode(), finished::toString);
        assertEquals("", finished.out());
        assertTrue(finished.err().startsWith("ostiary: "), finished::err);
        assertEquals(1, finished.err().strip().lines().count(), finished::err);
    }

    /// What is no control plane is told from one: the gateway's 404 is not "not found".
    @Test
    void gatewayAddress_isTold() {
        Finished finished = run("keys list --url " + server.gateway());
        assertEquals(1, finished.exitCode(), finished::toString);
        assertTrue(finished.err().contains("is the gateway"), finished::err);
    }

    /// Without `--data`, address and key come from the environment; with neither, no server is known.
    @Test
    void environment_namesTheServer() throws Exception {
        JsonNode profile = Json.parse(Files.readString(folder.resolve("installation/profile.json")))
                .orElseThrow();
        Map<String, String> variables =
                Map.of("OSTIARY_URL", text(profile, "url"), "OSTIARY_KEY", text(profile, "key"));
        assertEquals(0, ostiary.run(variables, "status").exitCode());
        assertEquals(5, ostiary.run("status").exitCode());
    }

    /// A second server on the same folder is refused, and the first goes on.
    @Test
    void secondServer_isRefused() throws Exception {
        Finished second = process("up --port 0 --control-port 0");
        assertEquals(1, second.exitCode());
        assertTrue(second.err().contains("another process"), second::err);
        assertNotEquals(0, call(server.echo("/")).statusCode());
    }

    /// No secret, and no management key, is in what the server logs (S4.11).
    @Test
    void log_hasNoSecret() throws Exception {
        JsonNode key = createKey();
        int unused =
                call(server.echo("/?a=1"), "X-API-Key", text(key, "secret")).statusCode();
        String log = Files.readString(server.err());
        assertFalse(log.contains("sk_ost_") || log.contains("mk_ost_"), log);
        assertFalse(log.contains(text(key, "secret").substring(7)), log);
    }
}
