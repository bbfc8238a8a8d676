package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A request that may pass reaches the agent as it was sent (S0.1, S0.12, S1.13).
class GatewayForwardingIT {
    private GatewayFixture gateway;
    private TestAgent agent;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    @Test
    void request_reachesTheAgentWithoutThePrefix() throws Exception {
        String headers = "Content-Type: application/json\r\nAccept: a\r\nAccept: b\r\nCookie: c=d";

        Message answer = gateway.call(post(AGENT + "/v1/x%2Fy;z?q=%20&r", "{\"a\":1}", headers, gateway.keyHeader()));

        assertEquals(200, answer.status());
        assertEquals("hello", answer.body());
        Message request = agent.request();
        assertEquals("POST /v1/x%2Fy;z?q=%20&r HTTP/1.1", request.startLine());
        assertEquals("{\"a\":1}", request.body());
        assertEquals("7", request.header("Content-Length"));
        assertEquals("application/json", request.header("Content-Type"));
        assertEquals(List.of("a", "b"), request.values("Accept"));
        assertEquals("c=d", request.header("Cookie"));
    }

    @Test
    void request_toTheAgentAloneReachesItsRoot() throws Exception {
        assertEquals(200, gateway.call(get(AGENT + "?q", gateway.keyHeader())).status());
        assertEquals("/?q", agent.request().target());
    }

    @Test
    void request_reachesThePathOfTheUpstream() throws Exception {
        gateway.deploy("agent", URI.create(agent.url() + "/base/v2/"), true);

        gateway.call(get(AGENT + "/x", gateway.keyHeader()));
        gateway.call(get(AGENT, gateway.keyHeader()));

        assertEquals("/base/v2/x", agent.request().target());
        assertEquals("/base/v2/", agent.request().target());
    }

    /// The agent is told its own host, and the client's in `X-Forwarded-Host`; what the client says of itself is
    /// not believed (G03).
    @Test
    void forwardedHeaders_areTheGatewaysOwn() throws Exception {
        gateway.call(get(
                AGENT,
                gateway.keyHeader(),
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-For: 10.0.0.2",
                "X-Forwarded-Host: evil.test",
                "X-Forwarded-Proto: https",
                "Forwarded: for=10.0.0.1"));

        Message request = agent.request();
        assertEquals("127.0.0.1", request.header("X-Forwarded-For"));
        assertEquals("gateway.test", request.header("X-Forwarded-Host"));
        assertEquals("http", request.header("X-Forwarded-Proto"));
        assertEquals("", request.header("Forwarded"));
        assertEquals(agent.url().getAuthority(), request.header("Host"));
    }

    @Test
    void chunkedRequest_reachesTheAgentWithItsTrailers() throws Exception {
        String body = "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n";

        assertEquals(
                200,
                gateway.call(chunked(AGENT, body, "Trailer: X-Sum", gateway.keyHeader()))
                        .status());

        Message request = agent.request();
        assertEquals("hello world", request.body());
        assertEquals(List.of("1"), request.trailerValues("X-Sum"));
        assertEquals("", request.header("Content-Length"));
    }

    /// Bytes that are not ASCII are nobody's business on the way.
    @Test
    void headerBytes_passAsTheyAre() throws Exception {
        gateway.call(get(AGENT, gateway.keyHeader(), "X-Name: Z\u00c3\u00bcrich \u00ff", "X-Empty:"));

        Message request = agent.request();
        assertEquals("Z\u00c3\u00bcrich \u00ff", request.header("X-Name"));
        assertEquals(List.of(""), request.values("X-Empty"));
    }

    /// A line that is folded into several is one line for the agent (RFC 9112, section 5.2).
    @Test
    void foldedHeader_isUnfolded() throws Exception {
        gateway.call(get(AGENT, gateway.keyHeader(), "X-Fold: a\r\n X-Ostiary-Key-Id: forged", "X-After: b"));

        Message request = agent.request();
        assertEquals("a X-Ostiary-Key-Id: forged", request.header("X-Fold"));
        assertEquals(1, request.values("X-Ostiary-Key-Id").size());
        assertEquals("b", request.header("X-After"));
    }

    @Test
    void expectContinue_isAnsweredByTheGateway() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(post(AGENT, "", gateway.keyHeader(), "Expect: 100-continue")
                    .replace("Content-Length: 0", "Content-Length: 4"));
            assertEquals("HTTP/1.1 100 Continue", client.response().startLine());

            client.send("body");
            assertEquals(200, client.response().status());
        }
        Message request = agent.request();
        assertEquals("body", request.body());
        assertEquals("", request.header("Expect"));
    }

    @Test
    void absoluteForm_isForwardedInOriginForm() throws Exception {
        assertEquals(
                200,
                gateway.call(get("http://GATEWAY.test" + AGENT + "/x?y", gateway.keyHeader()))
                        .status());
        assertEquals("GET /x?y HTTP/1.1", agent.request().startLine());
    }

    @Test
    void connections_areKeptOnBothSides() throws Exception {
        try (Peer client = gateway.connect()) {
            for (int i = 0; i < 20; i++) {
                client.send(get(AGENT + "/" + i, gateway.keyHeader()));
                Message answer = client.response();
                assertEquals(200, answer.status());
                assertEquals("", answer.header("Connection"));
                assertEquals("/" + i, agent.request().target());
            }
        }
        assertTrue(agent.connections.get() <= 2, "connections: " + agent.connections);
    }

    @Test
    void requestId_isTheSameOnBothSidesAndNeverAgain() throws Exception {
        Message first = gateway.call(get(AGENT, gateway.keyHeader()));
        Message second = gateway.call(get(AGENT, gateway.keyHeader()));

        assertTrue(first.header("X-Ostiary-Request-Id").startsWith("req_"));
        assertEquals(first.header("X-Ostiary-Request-Id"), agent.request().header("X-Ostiary-Request-Id"));
        assertTrue(!first.header("X-Ostiary-Request-Id").equals(second.header("X-Ostiary-Request-Id")));
    }
}
