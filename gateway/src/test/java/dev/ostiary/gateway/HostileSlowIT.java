package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

/// Who sends or reads as slowly as can be is let go in time, on either side (slowloris).
class HostileSlowIT {
    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;

    @BeforeEach
    void start() throws IOException {
        gateway = GatewayFixture.impatient();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
        key = gateway.keyHeader();
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    /// A head that goes on and on, byte by byte, has no more time than one that stands still.
    @Test
    void headByteByByte_is408() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send("GET " + AGENT + " HTTP/1.1\r\nHost: gateway.test\r\n");
            Thread.ofVirtual().start(() -> drip(client));
            assertEquals(408, client.response().status());
        }
        assertTrue(agent.requests.isEmpty());
    }

    private static void drip(Peer client) {
        try {
            while (true) {
                client.send("X");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException | InterruptedException closed) {
            // As it should be.
        }
    }

    /// Many of them hold nobody else up, and all are gone in time.
    @Test
    void manyHalfHeads_areAllLetGo() throws Exception {
        List<Peer> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Peer client = gateway.connect();
                client.send("GET " + AGENT + " HTTP/1.1\r\nHost:");
                slow.add(client);
            }
            assertEquals(200, gateway.call(get(AGENT, key)).status());
            for (Peer client : slow) {
                assertEquals(408, client.response().status());
                assertTrue(client.isEnded());
            }
        } finally {
            for (Peer client : slow) {
                client.close();
            }
        }
    }

    /// An upstream that never ends its head is given up; the client learns whose fault it was.
    @Test
    void upstreamHeadThatNeverEnds_is504() throws Exception {
        try (TestAgent slow = TestAgent.serving(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nX-");
            assertTrue(peer.isEnded());
        })) {
            gateway.deploy(slow);
            Message answer = gateway.call(get(AGENT, key));
            assertEquals(504, answer.status());
            assertTrue(answer.body().contains("\"upstream\""), answer.body());
        }
    }

    /// A client that reads nothing of an endless body does not have it kept for it.
    @Test
    void clientThatReadsNothing_isLetGo() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        try (TestAgent endless = TestAgent.serving(peer -> sendEndlessly(peer, letGo));
                Peer client = gateway.connect()) {
            gateway.deploy(endless);
            client.send(get(AGENT, key));
            assertTrue(letGo.await(30, TimeUnit.SECONDS));
        }
    }

    private static void sendEndlessly(Peer peer, CountDownLatch letGo) throws IOException {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        byte[] block = new byte[64 * 1024];
        try {
            while (true) {
                peer.send(block);
            }
        } catch (SocketException closed) {
            letGo.countDown();
        }
    }
}
