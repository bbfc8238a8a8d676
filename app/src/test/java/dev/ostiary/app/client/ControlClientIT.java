package dev.ostiary.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every answer, and every lack of one, ends in the exit code it calls for (S1.2).
class ControlClientIT {
    private static final ApiPath PATH = ApiPath.of("things");

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "{}";
    private int putStatus = 200;
    private String putBody = "{}";
    private String tag = "\"\"";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean isPut = exchange.getRequestMethod().equals("PUT");
                String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + (isPut ? " " + exchange.getRequestHeaders().getFirst("If-Match") + " " + sent : ""));
                byte[] bytes = (isPut ? putBody : body).getBytes(UTF_8);
                exchange.getResponseHeaders().set("ETag", tag);
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(isPut ? putStatus : status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ControlClient client() {
        return client(server.getAddress().getPort());
    }

    private static ControlClient client(int port) {
        return new ControlClient(new Connection(URI.create("http://127.0.0.1:" + port), Secret.of("mk_ost_canary")));
    }

    private CommandException refusal() {
        return assertThrows(CommandException.class, () -> client().get(PATH, "thing called x"));
    }

    private CommandException postRefusal() {
        return assertThrows(
                CommandException.class,
                () -> client().post(PATH, Optional.of(Json.object().put("a", 1)), "thing called x"));
    }

    /// A problem becomes the exit code of its status.
    @ParameterizedTest
    @CsvSource({
        "400, request.invalid, REFUSED",
        "401, credential.invalid, REFUSED",
        "403, permission.denied, REFUSED",
        "404, resource.not-found, NOT_FOUND",
        "404, route.not-found, FAILED",
        "409, slug.taken, REFUSED",
        "500, gateway.failed, FAILED",
        "503, store.unavailable, FAILED"
    })
    void problem_hasItsExitCode(int answered, String code, ExitCode expected) {
        status = answered;
        body = "{\"status\":%d,\"detail\":\"Do this.\",\"code\":\"%s\",\"requestId\":\"req_1\"}"
                .formatted(answered, code);
        CommandException refused = refusal();
        assertEquals(expected, refused.exitCode());
        assertFalse(refused.sentence().contains("canary"), refused::sentence);
        assertFalse(refused.sentence().contains("\n"), refused::sentence);
        assertEquals(refused.sentence(), postRefusal().sentence());
    }

    /// Wrong fields are named with their remedies.
    @Test
    void problemWithFields_namesThem() {
        status = 400;
        body =
                "{\"code\":\"request.invalid\",\"detail\":\"d\",\"errors\":[{\"field\":\"name\",\"remedy\":\"give one\"}]}";
        assertEquals("name: give one (request.invalid)", refusal().sentence());
    }

    /// What does not exist is called by what the person asked for.
    @Test
    void notFound_saysWhat() {
        status = 404;
        body = "{\"code\":\"resource.not-found\"}";
        assertEquals("there is no thing called x", refusal().sentence());
    }

    /// An answer of something else is a failure, and never taken for "not found". A 401 is taken at its word: its
    /// body cannot always be read.
    @ParameterizedTest
    @CsvSource({"200, hello", "200, ''", "404, <html>", "302, ''"})
    void foreignAnswer_isFailure(int answered, String text) {
        status = answered;
        body = text;
        assertEquals(ExitCode.FAILED, refusal().exitCode());
        assertEquals(1, requests.size(), "a redirect is not followed with the key");
    }

    /// Nobody listens.
    @Test
    void refusedConnection_isUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CommandException refused =
                assertThrows(CommandException.class, () -> client(port).get(PATH, "thing"));
        assertEquals(ExitCode.UNREACHABLE, refused.exitCode());
        assertTrue(refused.sentence().contains("does not answer"), refused::sentence);
    }

    /// Something listens, and hangs up: a POST is not sent a second time.
    @Test
    @SuppressWarnings("try") // closed early on purpose
    void brokenConnection_isUnreachableAndNotRepeated() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread hangUp = Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        try (Socket connection = rude.accept()) {
                            connections.incrementAndGet();
                            int unused = connection.getInputStream().read(new byte[1000]);
                        }
                    }
                } catch (IOException ended) {
                    // the test is over
                }
            });
            CommandException refused = assertThrows(
                    CommandException.class, () -> client(rude.getLocalPort()).post(PATH, Optional.empty(), "thing"));
            assertEquals(ExitCode.UNREACHABLE, refused.exitCode());
            assertEquals(1, connections.get());
            rude.close();
            hangUp.join();
        }
    }

    /// A listing is read to its end, and no further than asked.
    @Test
    void list_readsPageAfterPage() {
        body = "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"nextCursor\":\"c 1\"}";
        Listing three = client().list(PATH, 3, "things");
        assertEquals(4, three.items().size(), "a page that is longer than asked is not cut");
        assertEquals(
                List.of(
                        "GET /api/v1/things?limit=3 Bearer mk_ost_canary",
                        "GET /api/v1/things?limit=1&cursor=c%201 Bearer mk_ost_canary"),
                requests);
    }

    /// What is replaced is what was read: of another it would be refused.
    @Test
    void replace_saysWhatWasSeen() {
        tag = "\"seen\"";
        client().replace(PATH, present -> Json.object().set("was", present), "thing");

        assertEquals(
                List.of(
                        "GET /api/v1/things Bearer mk_ost_canary",
                        "PUT /api/v1/things Bearer mk_ost_canary \"seen\" {\"was\":{}}"),
                requests);
    }

    /// What is changed by somebody else each time is given up at last, and told.
    @Test
    void replace_alwaysChangedMeanwhile_isRefused() {
        tag = "\"seen\"";
        putStatus = 412;
        putBody = "{\"code\":\"precondition.failed\",\"detail\":\"d\"}";
        CommandException refused =
                assertThrows(CommandException.class, () -> client().replace(PATH, _ -> Json.object(), "thing"));

        assertEquals(ExitCode.REFUSED, refused.exitCode());
        assertEquals(10, requests.size());
    }
}
