package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A gateway that is closed takes nothing new and ends what it began.
class GatewayCloseIT {
    @Test
    void close_letsARequestInProgressEnd() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        GatewayFixture gateway = new GatewayFixture();
        try (TestAgent agent = TestAgent.answering(_ -> {
                    called.countDown();
                    mayAnswer.await();
                    return TestAgent.ok("x".repeat(100_000));
                });
                Peer client = gateway.connect();
                Idle idle = Idle.onEveryLoop(gateway);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()));
            assertTrue(called.await(10, TimeUnit.SECONDS));
            Future<?> closed = thread.submit(gateway::close);

            idle.awaitEnd();
            assertThrows(ConnectException.class, gateway::connect);
            mayAnswer.countDown();
            Message answer = client.response();

            assertEquals(100_000, answer.body().length());
            assertEquals("close", answer.header("Connection"));
            assertTrue(client.isEnded());
            client.socket().close();
            closed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void close_breaksOffWhatDoesNotEnd() throws Exception {
        GatewayFixture gateway = GatewayFixture.draining(Duration.ofMillis(200));
        CountDownLatch called = new CountDownLatch(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    called.countDown();
                    peer.isEnded();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(get(AGENT, gateway.keyHeader()));
            assertTrue(called.await(10, TimeUnit.SECONDS));

            gateway.close();

            assertTrue(client.isEnded());
        }
    }

    @Test
    void close_twiceIsHarmless() throws Exception {
        GatewayFixture gateway = new GatewayFixture();
        gateway.close();
        gateway.close();
    }

    /// Two gateways never share a port by accident, though the loops of one do.
    @Test
    void start_onABusyPortFails() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture()) {
            int port = gateway.gateway.url().getPort();
            assertThrows(IOException.class, () -> new GatewayFixture(GatewaySettings.on("127.0.0.1", port)).close());
        }
        try (ServerSocket other = new ServerSocket(0)) {
            assertThrows(
                    IOException.class,
                    () -> new GatewayFixture(GatewaySettings.on("127.0.0.1", other.getLocalPort())).close());
        }
    }

    @Test
    void start_onThePortOfAClosedGatewaySucceeds() throws Exception {
        GatewayFixture first = new GatewayFixture();
        int port = first.gateway.url().getPort();
        try (TestAgent agent = TestAgent.greeting();
                Peer client = first.connect()) {
            first.deploy(agent);
            client.send(get(AGENT, first.keyHeader()));
            assertEquals(200, client.response().status());
            first.close();
            try (GatewayFixture second = new GatewayFixture(GatewaySettings.on("127.0.0.1", port))) {
                second.deploy(agent);
                assertEquals(200, second.call(get(AGENT, second.keyHeader())).status());
            }
        }
    }

    /// So many connections that every event loop has some: when all have ended, every loop takes nothing new.
    private record Idle(List<Peer> peers) implements AutoCloseable {
        private static final int MANY = 32;

        static Idle onEveryLoop(GatewayFixture gateway) throws IOException {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                peers.add(gateway.connect());
            }
            return new Idle(peers);
        }

        void awaitEnd() throws IOException {
            for (Peer peer : peers) {
                assertTrue(peer.isEnded());
            }
        }

        @Override
        public void close() throws IOException {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }
}
