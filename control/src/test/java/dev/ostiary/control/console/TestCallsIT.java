package dev.ostiary.control.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.control.json.StrictJson;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calling an agent for a page: what it answers is told as it arrives, no redirect is followed, and there is an end.
class TestCallsIT {
    private final JsonMapper json = StrictJson.mapper();
    private final TestCalls calls = new TestCalls(json);
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final HttpServer server;

    TestCallsIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        calls.close();
    }

    private List<JsonNode> make(String path, OutputStream listener) throws IOException, InterruptedException {
        TestCall call = TestCall.read(JsonFields.of(json.valueToTree(Map.of(
                "method",
                "POST",
                "path",
                path,
                "key",
                "tk_ost_EXAMPLE",
                "headers",
                Map.of("X-A", "b"),
                "body",
                "hi"))));
        calls.make("acc_1", call.below("http://127.0.0.1:" + server.getAddress().getPort()), call, listener);
        return told.toString(UTF_8).lines().map(json::readTree).toList();
    }

    private static String body(List<JsonNode> events) {
        return events.stream()
                .flatMap(event -> Optional.ofNullable(event.get("bytes")).stream())
                .map(bytes -> new String(Base64.getDecoder().decode(bytes.asString()), UTF_8))
                .collect(Collectors.joining());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// The request goes out with its key, headers and body; status, headers and body come back (S0.17).
    @Test
    void make_call_tellsOfTheAnswer() throws Exception {
        server.createContext("/", exchange -> {
            String said = exchange.getRequestHeaders().getFirst("X-API-Key")
                    + exchange.getRequestHeaders().getFirst("X-A")
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.getResponseHeaders().set("X-Say", "yes");
            answer(exchange, 404, said.getBytes(UTF_8));
        });

        List<JsonNode> events = make("/", told);

        assertEquals(404, events.getFirst().required("status").intValue());
        assertTrue(events.getFirst().required("headers").toString().contains("[\"x-say\",\"yes\"]"));
        assertEquals("tk_ost_EXAMPLEbhi", body(events));
        assertEquals("", events.getLast().required("end").asString());
    }

    /// What arrives is told before the rest has been sent.
    @Test
    void make_streamedAnswer_isToldAsItArrives() throws Exception {
        CountDownLatch isHeard = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("first".getBytes(UTF_8));
                exchange.getResponseBody().flush();
                String rest = isHeard.await(10, TimeUnit.SECONDS) ? " heard" : " unheard";
                exchange.getResponseBody().write(rest.getBytes(UTF_8));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });

        List<JsonNode> events = make("/", new OutputStream() {
            @Override
            public void write(int single) {
                told.write(single);
            }

            @Override
            public void flush() {
                if (told.toString(UTF_8).contains("\"bytes\"")) {
                    isHeard.countDown();
                }
            }
        });

        assertEquals("first heard", body(events));
    }

    /// An agent cannot send the server elsewhere.
    @Test
    void make_redirect_isShownAndNotFollowed() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "/secret");
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/secret", exchange -> answer(exchange, 200, "secret".getBytes(UTF_8)));

        List<JsonNode> events = make("/", told);

        assertEquals(302, events.getFirst().required("status").intValue());
        assertFalse(body(events).contains("secret"));
    }

    /// An answer without end is cut off.
    @Test
    void make_hugeAnswer_isCutOff() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, new byte[3 << 20]));

        List<JsonNode> events = make("/", told);

        assertEquals(2 << 20, body(events).length());
        assertTrue(events.getLast().required("end").asString().contains("2 MiB"));
    }

    /// Where there is no gateway, that is said.
    @Test
    void make_nobodyThere_saysSo() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        calls.make("acc_1", URI.create("http://127.0.0.1:" + port + "/"), get(), told);

        assertTrue(told.toString(UTF_8).contains("could not be reached"), told.toString(UTF_8));
    }

    /// An agent that never ends its answer is left after some time.
    @Test
    void make_answerWithoutEnd_isLeft() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("first".getBytes(UTF_8));
                exchange.getResponseBody().flush();
                isOver.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        try (TestCalls hasty = new TestCalls(json, Duration.ofMillis(200))) {
            hasty.make(
                    "acc_1",
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                    get(),
                    told);
        } finally {
            isOver.countDown();
        }

        assertTrue(told.toString(UTF_8).contains("took longer than"), told.toString(UTF_8));
    }

    /// One person has so many calls at once and no more; when one has ended there is room, and others have theirs.
    @Test
    void make_tooManyAtOnce_isRefused() throws Exception {
        URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExecutorService pages = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Socket> held = new CopyOnWriteArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < TestCalls.MOST_AT_ONCE; i++) {
                running.add(pages.submit(() -> {
                    calls.make(
                            "acc_1",
                            URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                            get(),
                            new ByteArrayOutputStream());
                    return null;
                }));
                held.add(silent.accept());
            }

            RefusedException refused =
                    assertThrows(RefusedException.class, () -> calls.make("acc_1", target, get(), told));
            assertEquals(ProblemCode.TEST_CALLS_TOO_MANY, refused.code());
            assertEquals(0, told.size());
            server.createContext("/", exchange -> answer(exchange, 204, new byte[0]));
            calls.make("acc_2", target, get(), told);
            for (Socket socket : held) {
                socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
            }
            for (Future<?> call : running) {
                call.get(30, TimeUnit.SECONDS);
            }
            for (Socket socket : held) {
                socket.close();
            }
            calls.make("acc_1", target, get(), told);
            assertEquals(2, told.toString(UTF_8).split("\"status\":204", -1).length - 1);
        }
    }

    private TestCall get() {
        return TestCall.read(JsonFields.of(json.valueToTree(Map.of("method", "GET", "path", "/"))));
    }
}
