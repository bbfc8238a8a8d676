package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The REST API of the control plane whose profile lies in a data folder; found anew after a restart.
public final class ControlApi implements AutoCloseable {
    /// An API key that was made.
    public record Key(String id, String publicId, String secret) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path profile;
    private final AtomicInteger names = new AtomicInteger();

    public ControlApi(Path data) {
        this.profile = data.resolve("profile.json");
    }

    /// Sends a request.
    ///
    /// @param path below `/api/v1`
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(known().path("key").stringValue(""), method, path, body);
    }

    private JsonNode known() throws IOException {
        return Json.parse(Files.readString(profile)).orElseThrow();
    }

    /// The same with another management key.
    HttpResponse<String> send(String key, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(known().path("url").stringValue("") + "/api/v1" + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /// Sends a request that must succeed.
    public JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertTrue(response.statusCode() < 300, () -> method + " " + path + ": " + response.body());
        return Json.parse(response.body()).orElseThrow();
    }

    /// Sends a request that must be refused.
    ///
    /// @return the status and the code of the problem, such as `409 key.name-taken`
    public String refused(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertTrue(response.statusCode() >= 400, () -> method + " " + path + ": " + response.body());
        return response.statusCode() + " "
                + Json.parse(response.body()).orElseThrow().path("code").stringValue("");
    }

    /// A name that no key of this object has.
    public String nextName() {
        return "key " + names.incrementAndGet();
    }

    /// Makes a key for the whole organization, by such a name.
    Key issue() throws IOException, InterruptedException {
        return issue(nextName(), "");
    }

    /// Makes a key for the whole organization.
    ///
    /// @param more fields, each with a comma before it
    public Key issue(String name, String more) throws IOException, InterruptedException {
        JsonNode made = call("POST", "/organizations/default/keys", "{\"name\":\"" + name + "\"" + more + "}");
        return new Key(
                made.path("id").stringValue(""),
                made.path("publicId").stringValue(""),
                made.path("secret").stringValue(""));
    }

    /// Does something to a key that must succeed.
    ///
    /// @return how many nodes obey it, such as `3/3`
    String change(String method, Key key, String below, String body) throws IOException, InterruptedException {
        JsonNode applied = call(method, "/organizations/default/keys/" + key.id() + below, body)
                .path("applied");
        return applied.path("nodes").asInt(-1) + "/" + applied.path("of").asInt(-1);
    }

    /// Revokes a key, which must succeed.
    String revoke(Key key) throws IOException, InterruptedException {
        return change("POST", key, "/revoke", "");
    }

    @Override
    public void close() {
        client.close();
    }
}
