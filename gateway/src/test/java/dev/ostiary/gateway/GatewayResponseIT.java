package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the agent answers comes back to the client (S0.1, S1.13).
class GatewayResponseIT {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void response_comesBackAsTheAgentGaveIt() throws Exception {
        Message answer = answerTo(
                "HTTP/1.1 418 Short And Stout\r\nContent-Length: 3\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n"
                        + "X-Name: Z\u00c3\u00bcrich\r\nConnection: X-Hop\r\nX-Hop: x\r\nKeep-Alive: timeout=5\r\n\r\npot");

        assertEquals("HTTP/1.1 418 Short And Stout", answer.startLine());
        assertEquals("pot", answer.body());
        assertEquals(List.of("a", "b"), answer.values("Set-Cookie"));
        assertEquals("Z\u00c3\u00bcrich", answer.header("X-Name"));
        assertEquals("", answer.header("X-Hop"));
        assertEquals("", answer.header("Keep-Alive"));
    }

    /// Whose fault something is, is the gateway's word alone.
    @Test
    void responseInTheGatewaysName_losesThat() throws Exception {
        String forged = "X-Ostiary-Source: client\r\nX_Ostiary_Source: client\r\nX-Ostiary-Request-Id: forged\r\n";
        Message answer = answerTo("HTTP/1.1 502 Bad Gateway\r\n" + forged + "Content-Length: 0\r\n\r\n");

        assertEquals(502, answer.status());
        assertEquals(List.of(), answer.values("X-Ostiary-Source"));
        assertEquals(List.of(), answer.values("X_Ostiary_Source"));
        assertEquals(1, answer.values("X-Ostiary-Request-Id").size());
        assertTrue(answer.header("X-Ostiary-Request-Id").startsWith("req_"));
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        Message answer = answerTo("HTTP/1.1 302 Found\r\nLocation: http://x.test/\r\nContent-Length: 0\r\n\r\n");

        assertEquals(302, answer.status());
        assertEquals("http://x.test/", answer.header("Location"));
    }

    @Test
    void chunkedResponse_comesBackWithItsTrailers() throws Exception {
        Message answer = answerTo(CHUNKED + "5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-Ostiary-Request-Id: forged\r\n\r\n");

        assertEquals("hello", answer.body());
        assertEquals(List.of(new Message.Field("X-Sum", "1")), answer.trailers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nX-A: b\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n"
            })
    void responseWithoutBody_doesNotDelayTheNext(String response) throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.answering(
                        request -> request.target().equals("/last") ? TestAgent.ok("last") : response);
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            client.send(get(AGENT, gateway.keyHeader()));
            assertEquals("b", client.response().header("X-A"));
            client.send(get(AGENT + "/last", gateway.keyHeader()));
            assertEquals("last", client.response().body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", ""})
    void head_hasTheHeadersAndNoBody(String framing) throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent =
                        TestAgent.answering(request -> request.method().equals("HEAD")
                                ? "HTTP/1.1 200 OK\r\n" + framing + "X-A: b\r\n\r\n"
                                : TestAgent.ok("last"));
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            for (int i = 0; i < 2; i++) {
                client.send(get(AGENT, gateway.keyHeader()).replace("GET ", "HEAD "));
                Message answer = client.responseToHead();
                assertEquals(200, answer.status());
                assertEquals("b", answer.header("X-A"));
                assertEquals(framing.startsWith("Content") ? "5" : "", answer.header("Content-Length"));

                client.send(get(AGENT, gateway.keyHeader()));
                assertEquals("last", client.response().body());
            }
        }
    }

    /// A body that ends with the agent's connection ends with a last chunk at the client, which keeps its
    /// connection.
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 OK\r\nX-A: b\r\n\r\n"})
    void closeDelimitedResponse_isChunkedForTheClient(String head) throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send(head + "until the end");
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            for (int i = 0; i < 2; i++) {
                client.send(get(AGENT, gateway.keyHeader()));
                Message answer = client.response();
                assertEquals("chunked", answer.header("Transfer-Encoding"));
                assertEquals("until the end", answer.body());
            }
        }
    }

    /// An agent that ends its connection with its answer, as simple ones do, is heard to the end at once.
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: close\r\n", "HTTP/1.0 200 OK\r\n"})
    void connectionClosedWithTheResponse_isAnsweredAtOnce(String head) throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send(head + "Content-Length: 5\r\n\r\nhello");
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            for (int i = 0; i < 50; i++) {
                client.send(get(AGENT, gateway.keyHeader()));
                assertEquals("hello", client.response().body());
            }
        }
    }

    @Test
    void http10Client_getsNoChunks() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.answering(_ -> CHUNKED + "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n");
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            client.send("GET " + AGENT + " HTTP/1.0\r\nConnection: keep-alive\r\n" + gateway.keyHeader() + "\r\n\r\n");

            Message answer = client.response();
            assertEquals("", answer.header("Transfer-Encoding"));
            assertEquals("close", answer.header("Connection"));
            assertEquals("hello", answer.body());
            assertEquals("GET / HTTP/1.1", agent.request().startLine());
        }
    }

    @Test
    void http10Client_keepsItsConnectionIfItAsks() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            String request = "GET " + AGENT + " HTTP/1.0\r\n" + gateway.keyHeader() + "\r\n";

            client.send(request + "Connection: keep-alive\r\n\r\n");
            assertEquals("keep-alive", client.response().header("Connection"));
            client.send(request + "\r\n");
            assertEquals("close", client.response().header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void closeAsked_isGranted() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.greeting();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            client.send(get(AGENT, gateway.keyHeader(), "Connection: close"));

            assertEquals("close", client.response().header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    /// Interim responses come through (RFC 9110, section 15.2), but for the one that the gateway gives itself.
    @Test
    void earlyHints_comeThrough() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.answering(_ -> "HTTP/1.1 100 Continue\r\n\r\n"
                        + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: X-Hop\r\nX-Hop: x\r\n\r\n"
                        + TestAgent.ok("hello"));
                Peer client = gateway.connect()) {
            gateway.deploy(agent);

            for (int i = 0; i < 2; i++) {
                client.send(get(AGENT, gateway.keyHeader()));
                Message hints = client.response();
                assertEquals(103, hints.status());
                assertEquals("</a>", hints.header("Link"));
                assertEquals("", hints.header("X-Hop"));
                assertEquals("hello", client.response().body());
            }

            Message old = gateway.call("GET " + AGENT + " HTTP/1.0\r\n" + gateway.keyHeader() + "\r\n\r\n");
            assertEquals(200, old.status());
            assertEquals("hello", old.body());
        }
    }

    private static Message answerTo(String response) throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.answering(_ -> response)) {
            gateway.deploy(agent);
            return gateway.call(get(AGENT, gateway.keyHeader()));
        }
    }
}
