package dev.ostiary.gateway;

import static dev.ostiary.gateway.Http2Peer.request;
import static dev.ostiary.gateway.Requests.AGENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is refused of HTTP/2: what is malformed, what would read differently as HTTP/1, what is too large, who has no
/// key.
class Http2RefusalIT {
    private GatewayFixture gateway;
    private TestAgent agent;
    private Http2Peer client;
    private String key;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        agent = TestAgent.answering(request -> TestAgent.ok(request.target()));
        gateway.deploy(agent);
        client = Http2Peer.connect(gateway.gateway.url());
        key = gateway.key().reveal();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        agent.close();
        gateway.close();
    }

    /// One refusal is like the other, whichever protocol it goes by (K13, E01).
    @Test
    void refusal_isTheOneOfHttp1() throws Exception {
        Http2Peer.Response answer = client.call(request("GET", AGENT));
        assertEquals(401, answer.status());
        assertEquals("application/problem+json", answer.header("content-type"));
        Message other = gateway.call(Requests.get(AGENT));
        String id = answer.header("x-ostiary-request-id");
        assertEquals(other.body().replace(other.header("X-Ostiary-Request-Id"), id), answer.body());
        assertTrue(agent.requests.isEmpty());
    }

    @Test
    void refusedUpload_leavesTheConnectionUsable() throws Exception {
        int small = client.headers(false, request("POST", AGENT));
        assertEquals(401, client.response(small).status());
        client.data(small, true, "not wanted");
        int large = client.headers(false, request("POST", AGENT));
        assertEquals(401, client.response(large).status());
        for (int i = 0; i < 5; i++) {
            client.data(large, false, "x".repeat(16_000));
        }
        assertEquals("/", client.call(request("GET", AGENT, "x-api-key", key)).body());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(400, request("GET", AGENT, "host", "other.test")),
                Arguments.of(400, request("GET", "http://gateway.test" + AGENT)),
                Arguments.of(400, request("GET", "*")),
                Arguments.of(400, request("GET", AGENT + "/../x")),
                Arguments.of(400, request("GET", AGENT + " HTTP/1.1\r\nX-Api-Key: x")),
                Arguments.of(400, request("GET", AGENT, "x-one", " padded")),
                Arguments.of(400, request("GET", AGENT, "x one", "1")),
                Arguments.of(400, request("GET", AGENT, "x-one:", "1")),
                Arguments.of(400, request("GET", AGENT, "content-length", "1", "content-length", "2")),
                Arguments.of(400, request("POST", AGENT, "content-length", "3", "content-length", "3")),
                Arguments.of(400, request("POST", AGENT, "content-length", "3,3")),
                Arguments.of(400, request("GET", AGENT, "host", "gateway.test", "host", "gateway.test")),
                Arguments.of(400, request("G T", AGENT)),
                Arguments.of(400, request("GET", AGENT, "authorization", "Bearer a", "authorization", "Bearer a")),
                Arguments.of(400, new String[] {":method", "GET", ":scheme", "http", ":path", AGENT}),
                Arguments.of(400, new String[] {":method", "GET", ":scheme", "ftp", ":authority", "x", ":path", AGENT}),
                Arguments.of(400, new String[] {":method", "GET", ":scheme", "http", ":authority", "x"}),
                Arguments.of(
                        400, new String[] {":method", "GET", ":scheme", "http", ":authority", "me@x", ":path", AGENT}),
                Arguments.of(417, request("GET", AGENT, "expect", "the unexpected")),
                Arguments.of(501, request("TRACE", AGENT)),
                Arguments.of(501, new String[] {":method", "CONNECT", ":authority", "gateway.test:443"}),
                Arguments.of(501, new String[] {
                    ":method", "CONNECT", ":protocol", "websocket", ":scheme", "http", ":authority", "x", ":path", AGENT
                }));
    }

    /// Refused with an answer, or by resetting the stream as malformed (RFC 9113, section 8.1.1); never forwarded.
    @ParameterizedTest
    @MethodSource("malformed")
    void malformedRequest_isRefused(int status, String[] fields) throws Exception {
        List<String> withKey = new ArrayList<>(List.of(fields));
        withKey.addAll(List.of("x-api-key", key));
        Http2Peer.Response answer = client.call(withKey.toArray(String[]::new));
        if (answer.heads().isEmpty()) {
            assertEquals(1, answer.error());
        } else {
            assertEquals(status, answer.status());
        }
        assertTrue(agent.requests.isEmpty());
        assertEquals("/", client.call(request("GET", AGENT, "x-api-key", key)).body());
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                Arguments.of("connection", "close"),
                Arguments.of("transfer-encoding", "chunked"),
                Arguments.of("upgrade", "websocket"),
                Arguments.of("keep-alive", "5"),
                Arguments.of("proxy-connection", "close"),
                Arguments.of("te", "gzip"),
                Arguments.of("X-Upper", "1"),
                Arguments.of("x-value", "a\r\nX-Injected: 1"),
                Arguments.of("x-value", "a\u0000b"),
                Arguments.of(":late", "1"),
                Arguments.of("", "empty"));
    }

    /// What concerns a connection of HTTP/1, or could be read as more than one field there, is never forwarded.
    @ParameterizedTest
    @MethodSource("illegal")
    void illegalField_isNeverForwarded(String name, String value) throws Exception {
        Http2Peer.Response answer = client.call(request("GET", AGENT, "x-api-key", key, name, value));
        assertTrue(answer.heads().isEmpty() ? answer.error() == 1 : answer.status() == 400, answer.toString());
        assertTrue(agent.requests.isEmpty());
    }

    /// K09.
    @Test
    void tooLargeHeaders_are431() throws Exception {
        Http2Peer.Response refused = client.call(request(
                "GET",
                AGENT,
                "x-large",
                "x".repeat(15_000),
                "x-more",
                "y".repeat(15_000),
                "x-last",
                "z".repeat(6_000)));
        assertEquals(431, refused.status());
        assertTrue(refused.body().contains("\"request.headers-too-large\""), refused.toString());
        String[] many = request("GET", AGENT);
        List<String> fields = new ArrayList<>(List.of(many));
        for (int i = 0; i < 120; i++) {
            fields.addAll(List.of("x-" + i, "1"));
        }
        assertEquals(431, client.call(fields.toArray(String[]::new)).status());
        assertTrue(agent.requests.isEmpty());
    }

    @Test
    void contentLengthThatIsWrong_isNeverAWholeRequest() throws Exception {
        int longer = client.headers(false, request("POST", AGENT, "x-api-key", key, "content-length", "4"));
        client.data(longer, true, "too long");
        assertEquals(1, client.response(longer).error());
        int shorter = client.headers(false, request("POST", AGENT, "x-api-key", key, "content-length", "9"));
        client.data(shorter, true, "short");
        assertEquals(1, client.response(shorter).error());
        assertTrue(agent.requests.isEmpty());
    }

    /// A gRPC caller gets what it understands: 200 with the status in `grpc-status`, in a response that ends at
    /// once.
    @Test
    void grpcRefusal_isAGrpcStatus() throws Exception {
        Http2Peer.Response answer =
                client.call(request("POST", AGENT, "content-type", "application/grpc+proto", "te", "trailers"));
        assertEquals(200, answer.status());
        assertEquals("16", answer.header("grpc-status"));
        assertTrue(answer.header("grpc-message").contains("API"), answer.toString());
        assertEquals(1, answer.heads().size());
        assertEquals("", answer.body());
        String unknown = "/acme/production/nobody";
        assertEquals(
                "12",
                client.call(request("POST", unknown, "content-type", "application/grpc"))
                        .header("grpc-status"));
    }
}
