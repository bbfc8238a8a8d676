package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that another server could read as another request, or another path, reach nobody (smuggling, path tricks,
/// G01).
class HostileSyntaxIT {
    private static final int PROTOCOL_ERROR = 1;
    private static final String POISON = "GET " + AGENT + "/poison HTTP/1.1\r\nHost: x\r\nX-API-Key: KEY\r\n\r\n";

    private static HostileDoor door;

    @BeforeAll
    static void start() throws IOException {
        door = HostileDoor.usual();
    }

    @AfterAll
    static void stop() throws IOException {
        door.close();
    }

    /// The connection is answered once, closed, and nothing behind the request is served.
    private void assertPoisonRefused(String request, int... statuses) throws Exception {
        try (Peer client = door.gateway.connect()) {
            client.send((request + POISON).replace("KEY", door.key));
            int status = client.response().status();
            assertTrue(Arrays.stream(statuses).anyMatch(expected -> expected == status), "" + status);
            assertTrue(client.isEnded());
        }
        assertTrue(door.agent.requests.isEmpty(), door.agent.requests.toString());
        door.forwarded(get(AGENT, "X-API-Key: " + door.key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /acme HTTP/1.1",
                "GET /acme  HTTP/1.1",
                "GET\t/acme HTTP/1.1",
                " GET /acme HTTP/1.1",
                "GET /acme HTTP/1.1 ",
                "GET /acme HTTP/1.1\t",
                "GET /acme HTTP/1.1\u0000",
                "GET /acme http/1.1",
                "GET /acme HTTP/1,1",
                "GET /acme HTTP/01.1",
                "GET /acme HTTP/1.1x",
                "GET /acme\u000bHTTP/1.1",
                "GET /acme\u00a0x HTTP/1.1",
                "GET acme HTTP/1.1",
                "GET ftp://gateway.test/ HTTP/1.1",
                "GET http:/acme HTTP/1.1",
                "GET http://other.test/acme HTTP/1.1",
                "GET http://user@gateway.test/acme HTTP/1.1",
                "GET http://gateway.test:81/acme HTTP/1.1",
                "GET",
                "GET /",
                "\u0000"
            })
    void requestLine_thatIsOdd_isRefused(String line) throws Exception {
        String request = line + "\r\nHost: gateway.test\r\n\r\n";
        try (Peer client = door.gateway.connect()) {
            client.send(request);
            int status = client.response().status();
            assertTrue(status == 400 || status == 505, "" + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked,\r\n",
                "Transfer-Encoding: ,chunked\r\n",
                "Transfer-Encoding: chunked;q=1\r\n",
                "Transfer-Encoding: chunked\u0000\r\n",
                "Transfer-Encoding:\u00a0chunked\r\n",
                "Transfer-Encoding: \u0009chunked\u000c\r\n",
                "Transfer_Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding\u0000: chunked\r\n",
                "Transfer-Encoding\t: chunked\r\n",
                "\u0000Transfer-Encoding: chunked\r\n",
                "X: y\rTransfer-Encoding: chunked\r\n",
                "X: y\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\ncontent-length: 6\r\n",
                "Content-Length: 5,5\r\n",
                "Content-Length: 5 5\r\n",
                "Content-Length: 5\u0000\r\n",
                "Content-Length: 00x5\r\n",
                "Content-Length: \u00b2\r\n",
                "Content-Length: 1e1\r\n",
                "Content-Length: -0\r\n",
                "Content-Length: 9223372036854775808\r\n",
                "Content-Length\r\n: 5\r\n"
            })
    void framing_thatReadsInTwoWays_isRefused(String framing) throws Exception {
        assertPoisonRefused(
                "POST " + AGENT + " HTTP/1.1\r\nHost: gateway.test\r\nX-API-Key: KEY\r\n" + framing + "\r\n0\r\n\r\n",
                400);
    }

    /// HTTP/1.0 knows no chunks.
    @Test
    void chunksOfHttp10_areRefused() throws Exception {
        assertPoisonRefused(
                "POST " + AGENT
                        + " HTTP/1.0\r\nHost: gateway.test\r\nX-API-Key: KEY\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n",
                400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1\r\na\r\n0\r\n\r\n",
                "+1\r\na\r\n0\r\n\r\n",
                " 1\r\na\r\n0\r\n\r\n",
                "1 \u0000\r\na\r\n0\r\n\r\n",
                "1\n\na\r\n0\r\n\r\n",
                "1\r\na\n0\r\n\r\n",
                "1\r\naX\r\n0\r\n\r\n",
                "1;\na\r\n0\r\n\r\n",
                "1;x=\ry\r\na\r\n0\r\n\r\n",
                "10000000000000001\r\na\r\n0\r\n\r\n",
                "\u00b9\r\na\r\n0\r\n\r\n",
                ";x\r\na\r\n0\r\n\r\n",
                "1\r\na\r\n0\r\nX\r\n\r\n",
                "1\r\na\r\n0\r\n X: y\r\n\r\n",
                "1\r\na\r\n0\r\nX: y\nZ: a\r\n\r\n",
                "1\r\na\r\n0\r\nX: y\u0000\r\n\r\n"
            })
    void chunks_thatAreOdd_makeNoWholeRequest(String chunks) throws Exception {
        assertPoisonRefused(chunked(AGENT, chunks, "X-API-Key: KEY"), 400);
    }

    /// The request that hides in the body of a refused one is its body.
    @Test
    void poisonInTheBodyOfARefusedRequest_isNotServed() throws Exception {
        String poison = POISON.replace("KEY", door.key);
        try (Peer client = door.gateway.connect()) {
            client.send(Requests.post(AGENT, poison) + get(AGENT, "X-API-Key: " + door.key));
            assertEquals(401, client.response().status());
            assertEquals(200, client.response().status());
        }
        assertEquals("/", door.agent.request().target());
        assertTrue(door.agent.requests.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/../other",
                "/.",
                "/./x",
                "/x/..",
                "/%2e%2e/x",
                "/%2E%2E",
                "/.%2e/x",
                "/..;/x",
                "/..;a=b/x",
                "/x/%2e%2e%2fy",
                "/..%2fx",
                "/..%5cx",
                "/%5c..",
                "/x\\y",
                "/%00",
                "/x%00.txt",
                "/%0d%0aX:y",
                "/%0a",
                "/%7f",
                "/%",
                "/%2",
                "/%zz",
                "/%u002e",
                "/#x",
                "//upstream.test/x",
                "//",
                "/%c0%ae%c0%ae/x",
                "/%c0%af",
                "/%e0%80%ae/x",
                "/%f0%80%80%af",
                "/%C1%9C"
            })
    void path_thatReadsInTwoWays_is400(String path) throws Exception {
        assertEquals(400, door.refusal(get(AGENT + path, "X-API-Key: " + door.key)));
    }

    /// What an upstream may take for the path of a route with another policy is refused; the case of letters
    /// counts.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//admin",
                "//v1/admin",
                "/v1/%61dmin",
                "/v1%2fadmin",
                "/v1;x/admin",
                "/v1/admin;x",
                "/v1/;x/admin",
                "/v1/%61dmin/x",
                "/%76%31/admin",
                "/V1/admin",
                "/v1/x/..%2fadmin",
                "/v1/./admin"
            })
    void path_ofAnotherPolicy_isNotReached(String path) throws Exception {
        door.route("models", "", "/v1", AccessMode.STRICT, "header X-API-Key");
        door.route("admin", "", "/v1/admin", AccessMode.STRICT, "header X-Admin-Key");

        int status = door.refusal(get(path, "X-API-Key: " + door.key));

        assertTrue(status == 400 || status == 401 || status == 404, "" + status);
    }

    /// The host of another route cannot be borrowed.
    @Test
    void host_saidTwice_isRefused() throws Exception {
        door.route("inner", "inner.test", "/", AccessMode.OPTIONAL, "header X-API-Key");
        String line = "GET http://inner.test/ HTTP/1.1\r\n";
        assertEquals(400, door.refusal(line + "Host: gateway.test\r\n\r\n"));
        assertEquals(400, door.refusal(line + "Host: inner.test\r\nHost: inner.test\r\n\r\n"));
        assertEquals(400, door.refusal(line + "\r\n"));
        door.forwarded("GET / HTTP/1.1\r\nHost: INNER.test.:80\r\n\r\n");
    }

    /// An upstream that is told of a host would read it in its own way.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a b", "inner.test@gateway.test", "gateway.test, other.test", "gateway.test/x", "gateway.test?x",
                "gateway.test#x", "\\gateway.test", "\"gateway.test\"", "gateway.test\u00e9", "gateway.test\tx", "<x>"
            })
    void host_thatIsNone_is400(String host) throws Exception {
        assertEquals(
                400,
                door.refusal(
                        "GET " + AGENT + " HTTP/1.1\r\nHost: " + host + "\r\nX-API-Key: " + door.key + "\r\n\r\n"));
    }

    /// A name in capitals would pass for one that HTTP/2 has no place for (RFC 9113, section 8.2).
    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding", "transfer-encOding", "X-Plain"})
    void nameInCapitals_ofHttp2_isRefused(String name) throws Exception {
        try (Http2Peer client = Http2Peer.connect(door.gateway.gateway.url())) {
            String[] fields = Http2Peer.request("POST", AGENT, "x-api-key", door.key, name, "chunked");
            Http2Peer.Response answer = client.response(client.headers(true, fields));
            assertTrue(answer.error() == PROTOCOL_ERROR || answer.status() == 400, answer.toString());
        }
        assertTrue(door.agent.requests.isEmpty(), door.agent.requests.toString());
    }
}
