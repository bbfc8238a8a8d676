package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A control plane on PostgreSQL and a gateway alone beside it, as processes: what is changed at the one is obeyed
/// by the other when the answer is there.
@TestInstance(Lifecycle.PER_CLASS)
class LoneGatewayIT {
    private final HttpClient client = HttpClient.newHttpClient();

    private EmbeddedPostgres database;
    private Map<String, String> variables;
    private Path folder;
    private Path routes;
    private Distribution ostiary;
    private RunningServer control;
    private RunningServer gateway;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        database = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        variables = Map.of(
                "OSTIARY_DATABASE",
                "postgresql://postgres@127.0.0.1:" + database.getPort() + "/postgres",
                "OSTIARY_DATABASE_PASSWORD",
                "postgres");
        ostiary = new Distribution(folder);
        control = ostiary.start(
                variables,
                "up",
                "--data",
                folder.resolve("installation").toString(),
                "--port",
                "0",
                "--control-port",
                "0");
        routes = folder.resolve("routes.yaml");
        write("one");
        gateway = ostiary.start(
                variables,
                "gateway",
                "--port",
                "0",
                "--health-port",
                "0",
                "--master-key",
                folder.resolve("installation/master.key").toString(),
                "--routes",
                routes.toString());
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        assertEquals(0, gateway.stop());
        assertEquals(0, control.stop());
        database.close();
    }

    private void write(String path) throws IOException {
        Files.writeString(routes, """
                organization: default
                policy: {keys: {matchLabels: {team: payments}}}
                routes:
                  - {name: echo, path: /%s, stripPath: true, upstreams: ["http://127.0.0.1:%s"]}
                """.formatted(
                path, Files.readString(folder.resolve("installation/echo.port")).strip()));
    }

    private JsonNode run(String line) {
        Distribution.Finished finished =
                Command.on(folder.resolve("installation"), (line + " --output json").split(" "));
        assertEquals(0, finished.exitCode(), finished::err);
        return Json.parse(finished.out()).orElseThrow();
    }

    private HttpResponse<String> get(URI url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// A key made at the control plane opens at the gateway at once, and when the revoke call has answered it does
    /// not (C1, S0.15).
    @Test
    void revoke_holdsOnTheOtherNode() throws Exception {
        JsonNode key = run("keys create --agent echo --environment development --name first");
        String secret = key.path("secret").stringValue("");
        assertEquals(200, get(gateway.echo("/hello"), "X-API-Key", secret).statusCode());

        JsonNode revoked = run("keys revoke first");

        assertEquals(401, get(gateway.echo("/hello"), "X-API-Key", secret).statusCode());
        assertEquals("{\"nodes\":2,\"of\":2}", revoked.path("applied").toString());
    }

    /// A route of the file takes keys by their labels, a newly labelled one with no edit of the policy (S1.7), and
    /// SIGHUP reads the file again.
    @Test
    void routesFile_isObeyedAndReadAgain() throws Exception {
        JsonNode key = run("keys create --name labelled");
        String bearer = "Bearer " + key.path("secret").stringValue("");
        HttpResponse<String> unlabelled = get(URI.create(gateway.gateway() + "/one/x"), "Authorization", bearer);
        assertEquals(401, unlabelled.statusCode());
        assertEquals("api key authentication failure: invalid credentials", unlabelled.body());

        run("keys edit labelled --label team=payments");
        assertEquals(
                200,
                get(URI.create(gateway.gateway() + "/one/x"), "Authorization", bearer)
                        .statusCode());
        write("two");
        gateway.reload();

        assertEquals(200, awaitRoute(URI.create(gateway.gateway() + "/two/x"), bearer));
        assertEquals(
                404,
                get(URI.create(gateway.gateway() + "/one/x"), "Authorization", bearer)
                        .statusCode());
    }

    /// The status once there is a route, or after a while.
    private int awaitRoute(URI url, String bearer) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        int status = get(url, "Authorization", bearer).statusCode();
        while (status == 404 && System.nanoTime() < deadline) {
            status = get(url, "Authorization", bearer).statusCode();
        }
        return status;
    }

    /// Health and metrics are told on a port of their own.
    @Test
    void health_isTold() throws Exception {
        assertEquals(200, get(URI.create(gateway.control() + "/healthz")).statusCode());
        assertEquals(200, get(URI.create(gateway.control() + "/readyz")).statusCode());
        String metrics = get(URI.create(gateway.control() + "/metrics")).body();
        assertTrue(metrics.contains("ostiary_keys "), metrics);
        assertFalse(metrics.contains("k_ost_"));
    }

    /// A wrong master key, a missing one and no database are refused with a sentence that tells what to do.
    @Test
    void start_wrong_isRefused() throws Exception {
        Path other = folder.resolve("other");
        Distribution.Finished missing = ostiary.run(
                variables, "gateway", "--port", "0", "--health-port", "0", "--master-key", other.toString());
        Distribution.Finished without = ostiary.run("gateway", "--port", "0");
        Distribution.Finished password =
                ostiary.run("gateway", "--port", "0", "--database", "postgresql://a:secret@127.0.0.1/x");

        assertEquals(1, missing.exitCode());
        assertTrue(missing.err().contains("there is no master key"), missing.err());
        assertEquals(2, without.exitCode());
        assertTrue(without.err().contains("--database"), without.err());
        assertEquals(2, password.exitCode());
        assertFalse(password.err().contains("secret"), password.err());
    }
}
