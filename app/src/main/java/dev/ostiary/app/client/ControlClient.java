package dev.ostiary.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks to the REST API. Whatever is not a success ends in a [CommandException] with the exit code it calls for.
///
/// It uses `HttpURLConnection`, since `java.net.http.HttpClient` takes a third of a second longer until its first
/// answer, which is more than all the rest of a command.
public final class ControlClient {
    private static final int PAGE = 200;
    private static final int CHANGED_MEANWHILE = 412;
    private static final int MOST_TRIES = 5;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int ANSWER_TIMEOUT_MILLIS = 30_000;

    private final Connection connection;
    private final Optional<String> idempotencyKey;

    public ControlClient(Connection connection) {
        this(connection, Optional.empty());
    }

    private ControlClient(Connection connection, Optional<String> idempotencyKey) {
        this.connection = connection;
        this.idempotencyKey = idempotencyKey;
    }

    /// The same, whose `POST` is done once, however often it is sent with that key.
    public ControlClient once(String key) {
        if (!key.matches("[!-~]{1,255}")) {
            throw CommandException.usage("an idempotency key is 1 to 255 visible characters of ASCII; give a UUID");
        }
        return new ControlClient(connection, Optional.of(key));
    }

    /// Reads what is there.
    ///
    /// @param subject what it is about, in words, should it not exist
    public JsonNode get(ApiPath path, String subject) {
        return send("GET", path, Optional.empty(), subject);
    }

    /// Sends a document; none for an operation that takes none.
    public JsonNode post(ApiPath path, Optional<ObjectNode> document, String subject) {
        return send("POST", path, document, subject);
    }

    /// A listing that is answered in one part.
    public Listing listWhole(ApiPath path, String subject) {
        return new Listing(List.copyOf(get(path, subject).path("items").values()), Optional.empty());
    }

    /// Puts something in the place of what is there. When it is changed in between, what it has become is read and
    /// edited: nobody's change is lost.
    ///
    /// @param edit makes of what is there what shall be there
    public JsonNode replace(ApiPath path, Function<JsonNode, ObjectNode> edit, String subject) {
        for (int tries = 1; ; tries++) {
            Received present = exchange("GET", path, Optional.empty(), Optional.empty());
            ObjectNode document = edit.apply(success(present, subject));
            Received answer = exchange("PUT", path, Optional.of(document), present.tag());
            if (answer.status() != CHANGED_MEANWHILE || tries == MOST_TRIES) {
                return success(answer, subject);
            }
        }
    }

    /// Puts something in the place of what is there, whatever that has become.
    public JsonNode put(ApiPath path, ObjectNode document, String subject) {
        return send("PUT", path, Optional.of(document), subject);
    }

    /// Changes what is there by the fields of a document.
    public JsonNode patch(ApiPath path, ObjectNode document, String subject) {
        return send("PATCH", path, Optional.of(document), subject);
    }

    /// Deletes what is there.
    public JsonNode delete(ApiPath path, String subject) {
        return send("DELETE", path, Optional.empty(), subject);
    }

    /// Reads a listing from page to page.
    ///
    /// @param limit the most items wanted
    public Listing list(ApiPath path, long limit, String subject) {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            long wanted = Math.min(PAGE, limit - items.size());
            JsonNode page = get(path.with("limit", Long.toString(wanted)).with("cursor", cursor), subject);
            items.addAll(page.path("items").values());
            cursor = page.path("nextCursor").stringValueOpt();
        } while (cursor.isPresent() && items.size() < limit);
        return new Listing(items, cursor);
    }

    /// Reads an answer that may be of any length, as it comes.
    public void stream(ApiPath path, Sink sink, String subject) {
        try {
            HttpURLConnection exchange = open("GET", URI.create(connection.url() + "/api/v1" + path));
            exchange.setRequestProperty("Accept", "*/*");
            int status = exchange.getResponseCode();
            if (status / 100 != 2) {
                throw Refusals.of(connection.url(), status, Json.parse(read(exchange, status)), subject);
            }
            try (InputStream source = exchange.getInputStream()) {
                sink.take(source);
            }
        } catch (IOException brokenOff) {
            throw unreachable("does not answer to the end; see what the server logs, and try again");
        }
    }

    /// Takes what comes.
    @FunctionalInterface
    public interface Sink {
        void take(InputStream source) throws IOException;
    }

    private JsonNode send(String method, ApiPath path, Optional<ObjectNode> document, String subject) {
        return success(exchange(method, path, document, Optional.empty()), subject);
    }

    private Received exchange(
            String method, ApiPath path, Optional<ObjectNode> document, Optional<String> expectedTag) {
        try {
            if (method.equals("PATCH")) {
                HttpResponse<String> response = patch(URI.create(connection.url() + "/api/v1" + path), document);
                return new Received(response.statusCode(), response.headers().firstValue("ETag"), response.body());
            }
            HttpURLConnection exchange = open(method, URI.create(connection.url() + "/api/v1" + path));
            expectedTag.ifPresent(tag -> exchange.setRequestProperty("If-Match", tag));
            if (method.equals("POST")) {
                idempotencyKey.ifPresent(key -> exchange.setRequestProperty("Idempotency-Key", key));
            }
            if (method.equals("POST") || method.equals("PUT")) {
                write(exchange, document);
            }
            int status = exchange.getResponseCode();
            return new Received(status, Optional.ofNullable(exchange.getHeaderField("ETag")), read(exchange, status));
        } catch (HttpRetryException refused) {
            // How a 401 to a body whose length was known beforehand is told; its own body is not to be had.
            throw Refusals.unauthorized(connection.url());
        } catch (SocketTimeoutException | HttpTimeoutException late) {
            throw unreachable("does not answer in time; see what the server logs, and try again");
        } catch (IOException unreachable) {
            throw unreachable("does not answer; check the address, and that the server runs (`./ostiary up`)");
        }
    }

    /// [HttpURLConnection], which a command that ends at once loads sooner, does not know the method.
    private HttpResponse<String> patch(URI url, Optional<ObjectNode> document) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofMillis(ANSWER_TIMEOUT_MILLIS))
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + connection.key().reveal())
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(
                                document.map(Object::toString).orElse("")))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(CONNECT_TIMEOUT_MILLIS))
                .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    private HttpURLConnection open(String method, URI url) throws IOException {
        HttpURLConnection exchange = (HttpURLConnection) url.toURL().openConnection();
        exchange.setRequestMethod(method);
        exchange.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        exchange.setReadTimeout(ANSWER_TIMEOUT_MILLIS);
        exchange.setUseCaches(false);
        // The key goes to the server that was named and to no other.
        exchange.setInstanceFollowRedirects(false);
        exchange.setRequestProperty("Accept", "application/json, application/problem+json");
        exchange.setRequestProperty(
                "Authorization", "Bearer " + connection.key().reveal());
        return exchange;
    }

    private static void write(HttpURLConnection exchange, Optional<ObjectNode> document) throws IOException {
        byte[] body = document.map(json -> json.toString().getBytes(UTF_8)).orElseGet(() -> new byte[0]);
        document.ifPresent(_ -> exchange.setRequestProperty("Content-Type", "application/json"));
        exchange.setDoOutput(true);
        // With its length known beforehand a POST is sent once: else the JDK repeats it when the connection breaks, and
        // a
        // second key might be created.
        exchange.setFixedLengthStreamingMode(body.length);
        try (OutputStream sink = exchange.getOutputStream()) {
            sink.write(body);
        }
    }

    private static String read(HttpURLConnection exchange, int status) throws IOException {
        try (InputStream source = status < 400 ? exchange.getInputStream() : exchange.getErrorStream()) {
            return source == null ? "" : new String(source.readAllBytes(), UTF_8);
        }
    }

    private CommandException unreachable(String what) {
        return new CommandException(ExitCode.UNREACHABLE, connection.url() + " " + what);
    }

    private JsonNode success(Received answer, String subject) {
        Optional<JsonNode> document = Json.parse(answer.body());
        if (answer.status() / 100 == 2 && document.isPresent()) {
            return document.get();
        }
        throw Refusals.of(connection.url(), answer.status(), document, subject);
    }

    /// @param tag the `ETag` of what is in it
    private record Received(int status, Optional<String> tag, String body) {}
}
