package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A client that wants too much, or takes too long, is stopped before it costs the others anything.
class ClientLimitsIT {
    private static GatewayFixture limited(ClientLimits limits) throws IOException {
        return new GatewayFixture(GatewaySettings.on("127.0.0.1", 0).withLimits(limits));
    }

    @Test
    void connectionBeyondTheLimit_is503AndClosed() throws Exception {
        try (GatewayFixture gateway = limited(ClientLimits.usual().withConnections(3, 0));
                TestAgent agent = TestAgent.greeting()) {
            gateway.deploy(agent);
            String request = get(AGENT, gateway.keyHeader());
            List<Peer> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(gateway.connect());
                open.getLast().send(request);
                assertEquals(200, open.getLast().response().status());
            }
            try (Peer tooMany = gateway.connect()) {
                Message answer = tooMany.response();
                assertEquals(503, answer.status());
                assertTrue(answer.body().contains("gateway.overloaded"));
                assertTrue(tooMany.isEnded());
            }
            open.removeFirst().close();
            Await.until("there is room again", () -> {
                try (Peer next = gateway.connect()) {
                    next.send(request);
                    return next.response().status() == 200;
                } catch (IOException closed) {
                    return false;
                }
            });
            for (Peer peer : open) {
                peer.send(request);
                assertEquals(200, peer.response().status());
                peer.close();
            }
        }
    }

    @Test
    void connectionsOfOneAddress_areLimited() throws Exception {
        try (GatewayFixture gateway = limited(ClientLimits.usual().withConnections(100, 1));
                Peer first = gateway.connect()) {
            first.send(get("/"));
            assertEquals(404, first.response().status());
            try (Peer second = gateway.connect()) {
                assertEquals(503, second.response().status());
            }
        }
    }

    @Test
    void bodyBeyondTheLimit_is413BeforeAnything() throws Exception {
        try (GatewayFixture gateway = limited(ClientLimits.usual().withMaxBody(1000));
                TestAgent agent = TestAgent.answering(request -> TestAgent.ok(request.body()))) {
            gateway.deploy(agent);
            String key = gateway.keyHeader();
            assertEquals(
                    1000,
                    gateway.call(post(AGENT, "x".repeat(1000), key)).body().length());
            assertEquals(413, gateway.call(post(AGENT, "x".repeat(1001), key)).status());
            assertEquals(413, gateway.call(post(AGENT, "x".repeat(1001))).status());
            assertEquals(1, agent.connections.get());
        }
    }

    /// A length that is not told is found out, and the agent never gets a whole request.
    @Test
    void bodyThatGrowsBeyondTheLimit_isCut() throws Exception {
        try (GatewayFixture gateway = limited(ClientLimits.usual().withMaxBody(1000));
                TestAgent agent = TestAgent.answering(request -> TestAgent.ok(request.body()));
                Peer client = gateway.connect();
                Http2Peer http2 = Http2Peer.connect(gateway.gateway.url())) {
            gateway.deploy(agent);
            String piece = "190\r\n" + "x".repeat(400) + "\r\n";
            client.send(chunked(AGENT, piece.repeat(3) + "0\r\n\r\n", gateway.keyHeader()));
            assertEquals(413, client.response().status());
            assertTrue(client.isEnded());
            int stream = http2.headers(
                    false,
                    Http2Peer.request("POST", AGENT, "x-api-key", gateway.key().reveal()));
            http2.data(stream, false, "x".repeat(600));
            http2.data(stream, true, "x".repeat(600));
            assertEquals(413, http2.response(stream).status());
            assertTrue(agent.requests.isEmpty());
        }
    }

    /// Slowloris in the body: it comes all the time, but too slowly. Waited for ten seconds and no longer.
    @Test
    void bodyThatDrips_is408() throws Exception {
        try (GatewayFixture gateway = limited(ClientLimits.usual().withMinBodyRate(1000));
                TestAgent agent = TestAgent.answering(request -> TestAgent.ok(request.body()));
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.socket().setSoTimeout(30_000);
            client.send(post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: 1000000"));
            CountDownLatch answered = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try {
                    while (!answered.await(100, TimeUnit.MILLISECONDS)) {
                        client.send("x");
                    }
                } catch (IOException | InterruptedException end) {
                    // The gateway has closed.
                }
            });
            assertEquals(408, client.response().status());
            answered.countDown();
        }
    }

    /// Slowloris in reading: the agent is not kept waiting for a client that takes nothing.
    @Test
    void clientThatDoesNotRead_isClosed() throws Exception {
        ClientTimeouts usual = ClientTimeouts.USUAL;
        GatewaySettings settings = GatewaySettings.on("127.0.0.1", 0)
                .withTimeouts(new ClientTimeouts(
                        usual.handshake(),
                        usual.head(),
                        Duration.ofMillis(500),
                        usual.keepAlive(),
                        usual.tunnelIdle()));
        CountDownLatch released = new CountDownLatch(1);
        try (GatewayFixture gateway = new GatewayFixture(settings);
                TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    try {
                        peer.send(TestAgent.ok("x".repeat(50_000_000)));
                    } finally {
                        released.countDown();
                    }
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()));
            assertTrue(released.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void beginningThatCouldBeEithers_isAnswered() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.impatient();
                TestAgent agent = TestAgent.greeting();
                Peer slow = gateway.connect();
                Peer stopping = gateway.connect()) {
            gateway.deploy(agent);
            for (char letter : post(AGENT, "body", gateway.keyHeader()).toCharArray()) {
                slow.send("" + letter);
            }
            assertEquals(200, slow.response().status());
            stopping.send("P");
            assertEquals(408, stopping.response().status());
        }
    }

    /// The whole server is asked for its methods, not an agent (RFC 9110, section 9.3.7).
    @Test
    void optionsForTheServer_areAnswered() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                Peer client = gateway.connect();
                Http2Peer http2 = Http2Peer.connect(gateway.gateway.url())) {
            client.send("OPTIONS * HTTP/1.1\r\nHost: gateway.test\r\n\r\n");
            Message answer = client.response();
            assertEquals(204, answer.status());
            assertTrue(answer.header("Allow").contains("OPTIONS"));
            client.send(get("*"));
            assertEquals(400, client.response().status());
            assertEquals(204, http2.call(Http2Peer.request("OPTIONS", "*")).status());
        }
    }
}
