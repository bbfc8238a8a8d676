package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A gateway that is told to end says so first, and breaks nothing off that ends in time.
class DrainIT {
    private static GatewayFixture leading(Duration lead) throws IOException {
        return new GatewayFixture(GatewaySettings.on("127.0.0.1", 0).withDrain(lead, Duration.ofSeconds(10)));
    }

    /// Load balancers get the time to look elsewhere.
    @Test
    void leadTime_servesOn() throws Exception {
        try (GatewayFixture gateway = leading(Duration.ofSeconds(1));
                TestAgent agent = TestAgent.greeting();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            gateway.deploy(agent);
            String request = get(AGENT, gateway.keyHeader());
            CountDownLatch told = new CountDownLatch(1);
            Future<?> drained = thread.submit(() -> {
                told.countDown();
                gateway.gateway.drain();
            });
            assertTrue(told.await(10, TimeUnit.SECONDS));
            assertEquals(200, gateway.call(request).status());
            assertFalse(drained.isDone());
            drained.get(10, TimeUnit.SECONDS);
            assertThrows(ConnectException.class, gateway::connect);
        }
    }

    /// A client of HTTP/2 hears that it is to open no more streams; what is in progress ends whole.
    @Test
    void http2_isToldAndServedToTheEnd() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (GatewayFixture gateway = leading(Duration.ZERO);
                TestAgent agent = TestAgent.answering(_ -> {
                    called.countDown();
                    mayAnswer.await();
                    return TestAgent.ok("whole");
                });
                Http2Peer client = Http2Peer.connect(gateway.gateway.url());
                Http2Peer idle = Http2Peer.connect(gateway.gateway.url());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            gateway.deploy(agent);
            client.headers(
                    true,
                    Http2Peer.request("GET", AGENT, "x-api-key", gateway.key().reveal()));
            assertTrue(called.await(10, TimeUnit.SECONDS));
            Future<?> drained = thread.submit(gateway.gateway::drain);

            Http2Peer.Frame goAway = client.next();
            assertEquals(Http2Peer.GOAWAY, goAway.type());
            assertEquals(0, goAway.error());
            Http2Peer.Frame ping = client.next();
            client.frame(Http2Peer.PING, Http2Peer.ACK, 0, ping.payload());
            assertEquals(Http2Peer.GOAWAY, client.next().type());
            mayAnswer.countDown();
            Http2Peer.Frame head = client.next();
            assertEquals(Http2Peer.HEADERS, head.type());
            Http2Peer.Frame body = client.next();
            assertEquals(5, body.payload().length);
            assertTrue(body.isEnd() || client.next().isEnd());
            assertEquals(-1, client.ended());
            assertEquals(0, idle.ended());
            drained.get(10, TimeUnit.SECONDS);
        }
    }

    /// Nobody waits for a WebSocket to end by itself: it is told that the gateway goes away.
    @Test
    void webSocket_isToldAtTheEnd() throws Exception {
        GatewayFixture gateway = GatewayFixture.draining(Duration.ofMillis(300));
        try (TestAgent agent = WebSocketAgent.echoing();
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(
                    AGENT,
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    gateway.keyHeader()));
            assertEquals(101, client.head().status());
            gateway.close();
            assertEquals("\u0088\u0002\u0003\u00e9", client.bytes(4));
            assertTrue(client.isEnded());
        }
    }
}
