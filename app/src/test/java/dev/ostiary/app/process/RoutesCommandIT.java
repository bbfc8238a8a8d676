package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Routes and policies by commands, obeyed by the gateway at once (S1.2, S1.8 to S1.10); and what other commands
/// tell of a gateway and of long lists.
@TestInstance(Lifecycle.PER_CLASS)
class RoutesCommandIT {
    private final HttpClient client = HttpClient.newHttpClient();

    private Distribution ostiary;
    private Path data;
    private RunningServer server;
    private String echo;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        ostiary = new Distribution(folder);
        data = folder.resolve("installation");
        server = ostiary.up(data);
        echo = "http://127.0.0.1:" + Files.readString(data.resolve("echo.port")).strip();
    }

    @AfterAll
    void stop() throws InterruptedException {
        client.close();
        assertEquals(0, server.stop());
    }

    private Finished process(String... arguments) throws IOException, InterruptedException {
        return ostiary.run(Stream.concat(Arrays.stream(arguments), Stream.of("--data", "installation"))
                .toArray(String[]::new));
    }

    private Finished run(String... arguments) {
        return Command.on(data, arguments);
    }

    private JsonNode json(String... arguments) {
        Finished finished = run(
                Stream.concat(Arrays.stream(arguments), Stream.of("-o", "json")).toArray(String[]::new));
        assertEquals(0, finished.exitCode(), finished::err);
        return Json.parse(finished.out()).orElseThrow();
    }

    private int call(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.gateway() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }

    /// A route is made with all that it can have, edited without losing the rest, and deleted.
    @Test
    void route_isMadeEditedAndDeleted() throws Exception {
        JsonNode made = json(
                "routes",
                "create",
                "one",
                "--path",
                "/one",
                "--strip-path",
                "--upstream",
                echo,
                "--upstream",
                echo + "/b",
                "--timeout",
                "response=30s",
                "--timeout",
                "idle=250ms",
                "--cors-origin",
                "https://app.example.com",
                "--cors-header",
                "x-key",
                "--dialect",
                "problem");
        assertEquals(200, call("/one/x"));
        assertEquals(
                "{\"response\":\"PT30S\",\"idle\":\"PT0.25S\"}",
                made.path("timeouts").toString());
        assertEquals(2, made.path("upstreams").size());

        Finished edited = run("routes", "edit", "one", "--name", "two", "--path", "/two", "--timeout", "idle=");
        assertEquals(0, edited.exitCode(), edited::err);
        assertEquals("", edited.err());
        assertEquals(404, call("/one/x"));
        assertEquals(200, call("/two/x"));
        JsonNode shown = json("routes", "get", text(made, "id"));
        assertEquals(shown, json("routes", "get", "two"));
        assertEquals("{\"response\":\"PT30S\"}", shown.path("timeouts").toString());
        assertEquals(made.path("cors"), shown.path("cors"));
        assertEquals("problem", text(shown, "dialect"));
        assertTrue(shown.path("stripPath").asBoolean(false));
        JsonNode bare = json(
                "routes",
                "edit",
                "two",
                "--cors-origin",
                "",
                "--no-strip-path",
                "--host",
                "localhost",
                "--path-kind",
                "exact",
                "--upstream",
                echo);
        assertFalse(bare.has("cors"));
        assertEquals("[\"localhost\"]", bare.path("hosts").toString());
        assertEquals(1, bare.path("upstreams").size());
        Finished list = process("routes", "list");
        assertTrue(list.out().contains("two") && list.out().contains(text(made, "id")), list::out);

        assertEquals(text(made, "id"), text(json("routes", "delete", "two"), "id"));
        assertEquals(3, run("routes", "get", "two").exitCode());
        assertEquals(3, run("routes", "delete", text(made, "id")).exitCode());
    }

    /// A policy closes its route at once; who may pass is edited without losing the rest, and reset.
    @Test
    void policy_isMadeEditedAndDeleted() throws Exception {
        JsonNode route = json("routes", "create", "svc", "--path", "/svc", "--upstream", echo);
        assertEquals(200, call("/svc"));
        JsonNode made = json(
                "policies",
                "create",
                "svc-keys",
                "--route",
                "svc",
                "--location",
                "cookie session",
                "--location",
                "header X-Token",
                "--match-label",
                "team=a");
        assertEquals(text(route, "id"), text(made, "route"));
        assertEquals(401, call("/svc"));
        String secret = text(json("keys", "create", "--name", "svc", "--label", "team=a"), "secret");
        String other = text(json("keys", "create", "--name", "other"), "secret");
        assertEquals(200, call("/svc", "Cookie", "session=" + secret));
        assertEquals(401, call("/svc", "X-Token", other));

        JsonNode named = json("policies", "edit", "svc-keys", "--key-name", "other");
        assertEquals(made.path("locations"), named.path("locations"));
        assertEquals(200, call("/svc", "X-Token", other));
        assertEquals(401, call("/svc", "X-Token", secret));
        JsonNode all = json("policies", "edit", "svc-keys", "--key-name", "");
        assertEquals("{}", all.path("keys").toString());
        assertEquals(200, call("/svc", "X-Token", secret));
        Finished optional = run("policies", "edit", "svc-keys", "--mode", "optional", "--location", "");
        assertTrue(optional.out().contains("header authorization Bearer"), optional::out);
        assertTrue(optional.err().contains("Unauthenticated requests pass"), optional::err);
        assertEquals(200, call("/svc"));

        assertEquals(json("policies", "get", "svc-keys"), json("policies", "get", text(made, "id")));
        Finished list = process("policies", "list");
        assertTrue(list.out().contains("svc-keys") && list.out().contains("optional"), list::out);
        assertEquals(text(made, "id"), text(json("policies", "delete", "svc-keys"), "id"));
        assertEquals(3, run("policies", "get", "svc-keys").exitCode());
        assertEquals(0, run("routes", "delete", "svc").exitCode());
    }

    /// What the server refuses is told with its reason, and what is not there by the name that was given.
    @Test
    void wrong_isTold() {
        Finished host = run("routes", "create", "x", "--upstream", echo, "--host", "a b");
        Finished missing = run("policies", "create", "x", "--route", "nothing");

        assertEquals(4, host.exitCode());
        assertTrue(host.err().contains("hosts: "), host::err);
        assertEquals(3, missing.exitCode());
        assertTrue(missing.err().contains("route nothing"), missing::err);
    }

    /// Lists of things with names are searched and sorted by commands.
    @Test
    void lists_areSearched() {
        for (String agent : List.of("search-west", "search-east")) {
            assertEquals(
                    0,
                    run("agents", "create", agent, "--upstream", echo, "--name", "Found " + agent)
                            .exitCode());
        }

        JsonNode found = json("agents", "list", "--search", "found SEARCH", "--sort", "name-descending");
        assertEquals("search-west", found.at("/items/0/slug").stringValue(""));
        assertEquals(2, found.path("items").size());
        assertEquals(
                "No agents are called that.",
                run("agents", "list", "--search", "ound").out().strip());
        assertEquals(
                "No routes are called that.",
                run("routes", "list", "--search", "nowhere").out().strip());
        assertEquals(4, run("agents", "list", "--sort", "size").exitCode());
    }

    /// A key tells the last addresses it was used from, each with its time.
    @Test
    void key_tellsWhereItWasUsedFrom() throws Exception {
        JsonNode key = json("keys", "create", "--name", "from many places");
        for (String from : List.of("127.0.0.1", "127.0.0.2", "127.0.0.1")) {
            try (HttpClient there = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(from))
                    .build()) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create(server.gateway() + "/default/development/echo/x"))
                        .header("X-API-Key", text(key, "secret"))
                        .build();
                assertEquals(200, there.send(request, BodyHandlers.discarding()).statusCode());
            }
        }

        assertEquals(
                List.of("127.0.0.1", "127.0.0.2"),
                used(text(key, "id"), 3)
                        .path("usedFrom")
                        .valueStream()
                        .map(seen -> text(seen, "address"))
                        .toList());
        String shown = run("keys", "show", text(key, "id")).out();
        assertTrue(
                shown.contains(" from 127.0.0.1\n") && shown.matches("(?s).*\nBefore +[^\n]+ from 127.0.0.2\n.*"),
                shown);
    }

    /// The key, once that many requests are stored.
    private JsonNode used(String key, long requests) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        JsonNode shown;
        do {
            shown = json("keys", "show", key);
        } while (shown.path("requests").asLong(0) < requests && System.nanoTime() < deadline);
        assertEquals(requests, shown.path("requests").asLong(0));
        return shown;
    }
}
