package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes that are not one plain request are refused, the connection with them, and the agent sees nothing (K07, K09,
/// smuggling).
class RawSocketIT {
    private static final String HEAD = "POST " + AGENT + " HTTP/1.1\r\nHost: gateway.test\r\nX-API-Key: KEY\r\n";
    private static final String SMUGGLED = "GET " + AGENT + "/smuggled HTTP/1.1\r\nHost: x\r\nX-API-Key: KEY\r\n\r\n";

    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;

    @BeforeEach
    void start() throws IOException {
        gateway = GatewayFixture.impatient();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
        key = gateway.key().reveal();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    static Stream<Arguments> framing() {
        return Stream.of(
                Arguments.of("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                Arguments.of("two lengths", "Content-Length: 0\r\nContent-Length: 5\r\n\r\n"),
                Arguments.of("the same length twice", "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("a list of lengths", "Content-Length: 0, 0\r\n\r\n"),
                Arguments.of("a signed length", "Content-Length: +0\r\n\r\n"),
                Arguments.of("a negative length", "Content-Length: -1\r\n\r\n"),
                Arguments.of("a hexadecimal length", "Content-Length: 0x0\r\n\r\n"),
                Arguments.of("an empty length", "Content-Length:\r\n\r\n"),
                Arguments.of("an endless length", "Content-Length: 99999999999999999999\r\n\r\n"),
                Arguments.of("a folded length", "Content-Length: 0\r\n 5\r\n\r\n"),
                Arguments.of("chunked not last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
                Arguments.of("a coding before chunked", "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("xchunked", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("chunked in quotes", "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"),
                Arguments.of("identity", "Transfer-Encoding: identity\r\n\r\n"),
                Arguments.of("an empty coding", "Transfer-Encoding:\r\n\r\n"),
                Arguments.of("a vertical tab", "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("a folded coding", "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
                Arguments.of("a space before the colon", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("a length with space before the colon", "Content-Length : 0\r\n\r\n"));
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                Arguments.of("a bare line feed", "X-A: b\n\r\n"),
                Arguments.of("bare line feeds at the end", "X-A: b\n\n"),
                Arguments.of("a bare carriage return", "X-A: b\rX-B: c\r\n\r\n"),
                Arguments.of("NUL in a value", "X-A: b\u0000c\r\n\r\n"),
                Arguments.of("NUL in a name", "X-A\u0000: b\r\n\r\n"),
                Arguments.of("a space in a name", "X A: b\r\n\r\n"),
                Arguments.of("no colon", "X-A\r\n\r\n"),
                Arguments.of("no name", ": b\r\n\r\n"),
                Arguments.of("a second host", "Host: other.test\r\n\r\n"),
                Arguments.of("the same host twice", "Host: gateway.test\r\n\r\n"),
                Arguments.of("a hidden body", "Sec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n\r\n12345678"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"framing", "syntax"})
    void ambiguousRequest_is400(String name, String rest) throws Exception {
        assertRefused(400, HEAD + rest + SMUGGLED);
    }

    static Stream<Arguments> requestLines() {
        String end = "\r\nHost: gateway.test\r\nX-API-Key: KEY\r\n\r\n";
        return Stream.of(
                Arguments.of(501, "CONNECT gateway.test:443 HTTP/1.1" + end),
                Arguments.of(501, "TRACE " + AGENT + " HTTP/1.1" + end),
                Arguments.of(400, "GET * HTTP/1.1" + end),
                Arguments.of(505, "GET " + AGENT + " HTTP/2.0" + end),
                Arguments.of(505, "GET " + AGENT + " HTTP/1.9" + end),
                Arguments.of(400, "GET " + AGENT + "\r\n"),
                Arguments.of(400, "GET " + AGENT + " HTTP/1.1 x" + end),
                Arguments.of(400, "GET " + AGENT + "/a b HTTP/1.1" + end),
                Arguments.of(400, "GET " + AGENT + "/../x HTTP/1.1" + end),
                Arguments.of(400, "GET " + AGENT + "/%00 HTTP/1.1" + end),
                Arguments.of(400, "GET " + AGENT + "/\u00e9 HTTP/1.1" + end),
                Arguments.of(400, "G\u0000T " + AGENT + " HTTP/1.1" + end),
                Arguments.of(400, "GET(x) " + AGENT + " HTTP/1.1" + end),
                Arguments.of(400, "GET " + AGENT + " HTTP/1.1\r\nX-API-Key: KEY\r\n\r\n"),
                Arguments.of(400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"),
                Arguments.of(414, "GET " + AGENT + "/" + "x".repeat(20_000) + " HTTP/1.1" + end),
                Arguments.of(431, HEAD + "X-Big: " + "x".repeat(1_000_000) + "\r\n\r\n"),
                Arguments.of(431, HEAD + "X-A: b\r\n".repeat(100) + "\r\n"),
                Arguments.of(417, HEAD + "Expect: something\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requestLines")
    void unsupportedRequest_isRefused(int status, String request) throws Exception {
        assertRefused(status, request + SMUGGLED);
    }

    private void assertRefused(int status, String request) throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(request.replace("KEY", key));
            Message answer = client.response();
            assertEquals(status, answer.status(), answer.toString());
            assertEquals("close", answer.header("Connection"));
            assertTrue(client.isEnded());
        }
        assertTrue(agent.requests.isEmpty());
        assertServes();
    }

    private void assertServes() throws Exception {
        assertEquals(
                "hello", gateway.call(get(AGENT + "/next", "X-API-Key: " + key)).body());
        assertEquals("/next", agent.request().target());
        assertTrue(agent.requests.isEmpty());
    }

    /// The head was forwarded by then, but the agent never gets to read a whole request.
    @Test
    void badChunk_is400AndNeverAWholeRequest() throws Exception {
        for (String chunks : new String[] {
            "x\r\na\r\n0\r\n\r\n",
            "-1\r\na\r\n0\r\n\r\n",
            "\r\n0\r\n\r\n",
            "1\r\nab0\r\n\r\n",
            "1\na\r\n0\r\n\r\n",
            "1;a=\"\r\n\r\na\r\n0\r\n\r\n\"\r\n",
            "ffffffffffffffff1\r\na\r\n0\r\n\r\n",
            "1\r\na\r\n0\r\nno colon\r\n\r\n",
            "1\r\na\r\n0\r\nX : y\r\n\r\n"
        }) {
            try (Peer client = gateway.connect()) {
                client.send(Requests.chunked(AGENT, chunks + SMUGGLED, "X-API-Key: KEY")
                        .replace("KEY", key));
                assertEquals(400, client.response().status(), chunks);
                assertTrue(client.isEnded());
            }
            assertServes();
        }
    }

    @Test
    void halfAHead_is408() throws Exception {
        for (String half : new String[] {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\n", "\r\n"}) {
            try (Peer client = gateway.connect()) {
                client.send(half);
                assertEquals(408, client.response().status());
                assertTrue(client.isEnded());
            }
        }
        assertServes();
    }

    @Test
    void idleConnection_isClosedWithoutAWord() throws Exception {
        try (Peer fresh = gateway.connect();
                Peer used = gateway.connect()) {
            used.send(get(AGENT, "X-API-Key: " + key));
            assertEquals(200, used.response().status());
            assertTrue(used.isEnded());
            assertTrue(fresh.isEnded());
        }
    }

    @Test
    void emptyLinesBeforeARequest_areSkipped() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send("\r\n\r\n" + get(AGENT, "X-API-Key: " + key));
            assertEquals(200, client.response().status());
            client.send("\r\n" + get(AGENT, "X-API-Key: " + key));
            assertEquals(200, client.response().status());
        }
    }

    @Test
    void requestInSingleBytes_isServed() throws Exception {
        try (Peer client = gateway.connect()) {
            String request = Requests.chunked(AGENT, "4\r\nbody\r\n0\r\nX-Sum: 1\r\n\r\n", "X-API-Key: " + key);
            for (int i = 0; i < request.length(); i++) {
                client.send(request.substring(i, i + 1));
            }
            assertEquals(200, client.response().status());
            assertEquals("body", agent.request().body());
        }
    }
}
