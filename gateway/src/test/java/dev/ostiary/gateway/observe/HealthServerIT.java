package dev.ostiary.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.random.Randomness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the health port answers.
class HealthServerIT {
    private final TestNode node = new TestNode();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Observation observation;
    private HealthServer server;

    @BeforeEach
    void start() throws IOException {
        observation = Observation.open(AccessLogSettings.off(), node, new Randomness(), Clock.systemUTC());
        server = HealthServer.start("127.0.0.1", 0, node, observation);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        observation.close();
    }

    private HttpResponse<String> call(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.url().resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void health_isGreenWhateverTheNodeIs() throws Exception {
        node.standing = NodeState.Standing.LOADING;

        assertEquals(200, call("GET", "/healthz").statusCode());
        assertEquals("{\"status\":\"up\"}", call("GET", "/healthz").body());
    }

    @Test
    void readiness_ofAReadyNodeIsGreen() throws Exception {
        assertEquals(200, call("GET", "/readyz").statusCode());
        assertEquals(200, call("GET", "/readyz?verbose").statusCode());
        assertEquals("", call("HEAD", "/readyz").body());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READY")
    void readiness_ofAnyOtherNodeIsRedAndSaysWhy(NodeState.Standing standing) throws Exception {
        node.standing = standing;

        HttpResponse<String> answer = call("GET", "/readyz");

        assertEquals(503, answer.statusCode());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "{\"status\":\"down\",\"reason\":\"" + Outcome.label(standing) + "\",\"detail\":\"" + standing.detail()
                        + "\"}",
                answer.body());
    }

    @Test
    void metrics_areInTheFormatThatIsAskedFor() throws Exception {
        HttpResponse<String> plain = call("GET", "/metrics");
        HttpResponse<String> open = call("GET", "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

        assertEquals(200, plain.statusCode());
        assertTrue(plain.headers().firstValue("Content-Type").orElseThrow().startsWith("text/plain; version=0.0.4"));
        assertEquals(1, Exposition.parse(plain.body()).value("ostiary_node_ready"));
        assertTrue(open.headers()
                .firstValue("Content-Type")
                .orElseThrow()
                .startsWith("application/openmetrics-text; version=1.0.0"));
        assertTrue(open.body().endsWith("# EOF\n"));
    }

    @Test
    void anythingElse_isRefused() throws Exception {
        assertEquals(404, call("GET", "/").statusCode());
        assertEquals(404, call("GET", "/metrics/").statusCode());
        HttpResponse<String> post = call("POST", "/metrics");
        assertEquals(405, post.statusCode());
        assertEquals("GET, HEAD", post.headers().firstValue("Allow").orElseThrow());
    }

    /// No more connections are held than the port is for, and it answers again when they are gone.
    @Test
    void tooManyConnections_areClosed() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                open.add(connect());
                assertEquals("HTTP/1.1 200 OK", ask(open.getLast()));
            }
            try (Socket oneTooMany = connect()) {
                assertEquals(-1, oneTooMany.getInputStream().read());
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        assertEquals(200, call("GET", "/healthz").statusCode());
    }

    @Test
    void malformedRequest_is400AndTheEnd() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("what?\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    @Test
    void takenPort_isAnIoException() {
        URI taken = server.url();

        assertThrows(IOException.class, () -> HealthServer.start("127.0.0.1", taken.getPort(), node, observation));
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
        return new String(line, StandardCharsets.US_ASCII);
    }
}
