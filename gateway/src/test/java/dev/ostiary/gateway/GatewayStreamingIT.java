package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes in pieces goes on in pieces, at once and in order.
class GatewayStreamingIT {
    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /// Each event is at the client before the agent sends the next.
    @Test
    void events_arriveOneByOne() throws Exception {
        Semaphore received = new Semaphore(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 10; i < 60; i++) {
                        received.acquire();
                        peer.send("a\r\ndata: " + i + "\n\n\r\n");
                    }
                    peer.send("0\r\n\r\n");
                    peer.isEnded();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader(), "Accept: text/event-stream"));
            assertEquals("text/event-stream", client.head().header("Content-Type"));
            for (int i = 10; i < 60; i++) {
                assertEquals("data: " + i + "\n\n", client.chunk());
                received.release();
            }
            assertEquals("", client.chunk());
        }
    }

    /// Pieces of a request are at the agent before the client sends the next.
    @Test
    void uploads_arrivePieceByPiece() throws Exception {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.head();
                    for (String piece = peer.chunk(); !piece.isEmpty(); piece = peer.chunk()) {
                        pieces.add(piece);
                    }
                    peer.line();
                    peer.send(TestAgent.ok("all"));
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(Requests.chunked(AGENT, "", gateway.keyHeader()));
            for (int i = 0; i < 20; i++) {
                client.send("2\r\n" + (10 + i) + "\r\n");
                assertEquals("" + (10 + i), pieces.poll(10, TimeUnit.SECONDS));
            }
            client.send("0\r\n\r\n");
            assertEquals("all", client.response().body());
        }
    }

    @Test
    void clientThatGoesAway_endsTheAgentsWork() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(2);
        try (TestAgent agent = TestAgent.serving(peer -> {
            boolean streams = peer.request().target().equals("/stream");
            peer.send(streams ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n" : "");
            assertTrue(peer.isEnded());
            cancelled.countDown();
        })) {
            gateway.deploy(agent);
            try (Peer client = gateway.connect();
                    Peer waiting = gateway.connect()) {
                client.send(get(AGENT + "/stream", gateway.keyHeader()));
                client.head();
                waiting.send(get(AGENT + "/wait", gateway.keyHeader()));
                Await.until("both are served", () -> agent.connections.get() == 2);
            }
            assertTrue(cancelled.await(10, TimeUnit.SECONDS));
        }
    }

    /// A client may ask many things at once; it is answered in the order it asked.
    @Test
    void pipelinedRequests_areAnsweredInOrder() throws Exception {
        try (TestAgent agent = TestAgent.answering(request -> TestAgent.ok(request.target() + request.body()));
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            String key = gateway.keyHeader();
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                all.append(
                        switch (i % 4) {
                            case 0 -> get(AGENT + "/" + i, key);
                            case 1 -> post(AGENT + "/" + i, "body", key);
                            case 2 -> Requests.chunked(AGENT + "/" + i, "4\r\nbody\r\n0\r\n\r\n", key);
                            default -> post(AGENT + "/" + i, "refused");
                        });
            }
            client.send(all.toString());
            for (int i = 0; i < 100; i++) {
                Message answer = client.response();
                String expected = "/" + i + (i % 4 == 0 ? "" : "body");
                assertEquals(i % 4 == 3 ? 401 : 200, answer.status());
                assertTrue(i % 4 == 3 || answer.body().equals(expected), answer.body());
            }
        }
    }

    /// What is asked behind a request that ends the connection is not begun.
    @Test
    void pipelinedBehindTheLast_isNotServed() throws Exception {
        try (TestAgent agent = TestAgent.greeting();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            String key = gateway.keyHeader();
            client.send(get(AGENT + "/last", key, "Connection: close")
                    + post(AGENT + "/behind", "body", key).repeat(50));
            assertEquals("close", client.response().header("Connection"));
            assertTrue(client.isEnded());
            assertEquals("/last", agent.request().target());
            assertTrue(agent.requests.isEmpty());
        }
    }

    @Test
    void slowUploads_doNotWaitForEachOther() throws Exception {
        try (TestAgent agent = TestAgent.answering(request -> TestAgent.ok(request.body()));
                Peer one = gateway.connect();
                Peer two = gateway.connect()) {
            gateway.deploy(agent);
            String head = post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: 20");
            one.send(head);
            two.send(head);
            for (int i = 0; i < 10; i++) {
                one.send("1.");
                two.send("2.");
                assertEquals(
                        "quick",
                        gateway.call(post(AGENT, "quick", gateway.keyHeader())).body());
            }
            assertEquals("2.".repeat(10), two.response().body());
            assertEquals("1.".repeat(10), one.response().body());
        }
    }
}
