package dev.ostiary.gateway;

import static dev.ostiary.gateway.Http2Peer.request;
import static dev.ostiary.gateway.Requests.AGENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// HTTP/2 from clients means the same as HTTP/1: what is let in, what the agent sees, what is refused.
class Http2IT {
    private GatewayFixture gateway;
    private TestAgent agent;
    private Http2Peer client;
    private String key;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        agent = TestAgent.answering(request -> request.target().equals("/trailers")
                ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nGrpc-Status: 0\r\n\r\n"
                : TestAgent.ok(request.method().equals("HEAD") ? "" : request.target() + request.body()));
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

    @Test
    void request_reachesTheAgentAsTheSame() throws Exception {
        Http2Peer.Response answer = client.call(request("GET", AGENT + "/x?a=1", "x-api-key", key, "x-one", "1"));

        assertEquals(200, answer.status());
        assertEquals("/x?a=1", answer.body());
        Message seen = agent.request();
        assertEquals("GET /x?a=1 HTTP/1.1", seen.startLine());
        assertEquals("1", seen.header("X-One"));
        assertEquals("gateway.test", seen.header("X-Forwarded-Host"));
        assertEquals("http", seen.header("X-Forwarded-Proto"));
        assertEquals("127.0.0.1", seen.header("X-Forwarded-For"));
        assertEquals(agent.url().getAuthority(), seen.header("Host"));
        assertEquals("", seen.header("X-API-Key"));
        assertEquals("", seen.header("Transfer-Encoding") + seen.header("Content-Length"));
        assertNotEquals("", seen.header("X-Ostiary-Key-Id"));
        assertEquals(seen.header("X-Ostiary-Request-Id"), answer.header("x-ostiary-request-id"));
        assertEquals("", answer.header("connection") + answer.header("transfer-encoding"));
    }

    @Test
    void body_isCarriedWithAndWithoutLength() throws Exception {
        int withLength = client.headers(false, request("POST", AGENT, "x-api-key", key, "content-length", "4"));
        client.data(withLength, false, "bo");
        client.data(withLength, true, "dy");
        assertEquals("/body", client.response(withLength).body());
        assertEquals("4", agent.request().header("Content-Length"));

        int without = client.headers(false, request("POST", AGENT, "x-api-key", key));
        client.data(without, false, "bo");
        client.data(without, false, "dy");
        client.data(without, true, "");
        assertEquals("/body", client.response(without).body());
        assertEquals("chunked", agent.request().header("Transfer-Encoding"));

        assertEquals("/", client.call(request("POST", AGENT, "x-api-key", key)).body());
        assertEquals("0", agent.request().header("Content-Length"));
    }

    /// Trailers pass both ways, as gRPC needs them (S4.16).
    @Test
    void trailers_passBothWays() throws Exception {
        int stream = client.headers(false, request("POST", AGENT + "/trailers", "x-api-key", key, "te", "trailers"));
        client.data(stream, false, "body");
        client.trailers(stream, "x-sum", "42");
        Http2Peer.Response answer = client.response(stream);

        assertEquals("abc", answer.body());
        assertEquals("0", answer.trailer("grpc-status"));
        assertEquals(List.of("42"), agent.request().trailerValues("X-Sum"));
    }

    @Test
    void head_hasNoBody() throws Exception {
        Http2Peer.Response answer = client.call(request("HEAD", AGENT, "x-api-key", key));
        assertEquals(200, answer.status());
        assertEquals("", answer.body());
        assertEquals(401, client.call(request("HEAD", AGENT)).status());
    }

    @Test
    void cookieCrumbs_areJoined() throws Exception {
        client.call(request("GET", AGENT, "x-api-key", key, "cookie", "a=1", "cookie", "b=2"));
        assertEquals("a=1; b=2", agent.request().header("Cookie"));
    }

    @Test
    void hostEqualToTheAuthority_isTaken() throws Exception {
        assertEquals(
                200,
                client.call(request("GET", AGENT, "x-api-key", key, "host", "GATEWAY.test"))
                        .status());
    }

    @Test
    void expectContinue_isAnsweredOnceAdmitted() throws Exception {
        int stream = client.headers(
                false, request("POST", AGENT, "x-api-key", key, "expect", "100-continue", "content-length", "4"));
        Http2Peer.Frame first = client.next();
        assertEquals("100", client.decode(first.payload()).status().toString());
        client.data(stream, true, "body");
        assertEquals("/body", client.response(stream).body());
        assertEquals(
                401,
                client.call(request("POST", AGENT, "expect", "100-continue")).status());
    }

    @Test
    void streams_areServedSideBySide() throws Exception {
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            streams.add(client.headers(false, request("POST", AGENT + "/" + i, "x-api-key", key)));
        }
        for (int i = 99; i >= 0; i--) {
            client.data(streams.get(i), true, " body");
            assertEquals("/" + i + " body", client.response(streams.get(i)).body());
        }
    }

    @Test
    void resetStream_endsTheAgentsWork() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(2);
        try (TestAgent streaming = TestAgent.serving(peer -> {
            boolean streams = peer.request().target().equals("/stream");
            peer.send(streams ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n" : "");
            assertTrue(peer.isEnded());
            cancelled.countDown();
        })) {
            gateway.deploy(streaming);
            int stream = client.headers(true, request("GET", AGENT + "/stream", "x-api-key", key));
            assertEquals(Http2Peer.HEADERS, client.next().type());
            int waiting = client.headers(true, request("GET", AGENT + "/wait", "x-api-key", key));
            Await.until("both are served", () -> streaming.connections.get() == 2);
            client.reset(stream, 8);
            client.reset(waiting, 8);
            assertTrue(cancelled.await(10, TimeUnit.SECONDS));
        }
    }

    /// Also when the client is not being read, since the agent takes no more.
    @Test
    void lostConnection_endsTheAgentsWork() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (TestAgent stuck = TestAgent.serving(peer -> {
            peer.head();
            called.countDown();
            Await.until("the gateway is gone", () -> {
                try {
                    peer.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                    return false;
                } catch (SocketException gone) {
                    return true;
                }
            });
            cancelled.countDown();
        })) {
            gateway.deploy(stuck);
            int stream = client.headers(false, request("POST", AGENT, "x-api-key", key));
            for (int i = 0; i < 15; i++) {
                client.data(stream, false, "x".repeat(16_000));
            }
            assertTrue(called.await(10, TimeUnit.SECONDS));
            client.close();
            assertTrue(cancelled.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void agentThatBreaksOff_isSeen() throws Exception {
        try (TestAgent breaking = TestAgent.serving(peer -> {
            if (peer.request().target().equals("/begun")) {
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            }
        })) {
            gateway.deploy(breaking);
            assertEquals(
                    502, client.call(request("GET", AGENT, "x-api-key", key)).status());
            assertNotEquals(
                    -1,
                    client.call(request("GET", AGENT + "/begun", "x-api-key", key))
                            .error());
            String grpc = "application/grpc";
            assertEquals(
                    "14",
                    client.call(request("POST", AGENT, "x-api-key", key, "content-type", grpc))
                            .header("grpc-status"));
        }
    }

    @Test
    void largeBodies_passWholeAndAreHeldBack() throws Exception {
        String part = "0123456789abcdef".repeat(1000);
        int parts = 200;
        int stream = client.headers(false, request("POST", AGENT, "x-api-key", key));
        CountDownLatch sent = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 16; i++) {
                    client.data(stream, false, part);
                }
                sent.countDown();
            } catch (IOException lost) {
                // The response will be missing.
            }
        });
        assertTrue(sent.await(10, TimeUnit.SECONDS));
        client.data(stream, true, "");
        Http2Peer.Response echoed = client.response(stream);
        assertEquals(1 + 16 * part.length(), echoed.body().length(), echoed.toString());

        try (TestAgent large = TestAgent.answering(_ -> TestAgent.ok(part.repeat(parts)))) {
            gateway.deploy(large);
            assertEquals(
                    part.repeat(parts),
                    client.call(request("GET", AGENT, "x-api-key", key)).body());
        }
    }
}
