package dev.ostiary.gateway;

import static dev.ostiary.gateway.Http2Peer.request;
import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client of HTTP/2 that makes work for nothing loses its connection, and nobody else notices.
class Http2FloodIT {
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int PRIORITY = 2;

    private GatewayFixture gateway;
    private TestAgent agent;
    private Http2Peer client;
    private String key;

    @BeforeEach
    void start() throws Exception {
        gateway = GatewayFixture.impatient();
        agent = TestAgent.greeting();
        gateway.deploy(agent);
        client = Http2Peer.connect(gateway.gateway.url());
        key = gateway.key().reveal();
    }

    @AfterEach
    void stop() throws Exception {
        String other = gateway.keyHeader();
        Await.until("others are served", () -> gateway.call(get(AGENT, other)).status() == 200);
        client.close();
        agent.close();
        gateway.close();
    }

    /// Sends what may not all be taken.
    private void flood(byte[] bytes) throws IOException {
        try {
            client.send(bytes);
        } catch (SocketException closed) {
            // As it should be.
        }
    }

    /// The last word may be lost, where the client was still sending.
    private void assertCalmed() throws IOException {
        int error = client.ended();
        assertTrue(error == ENHANCE_YOUR_CALM || error == -1, "error " + error);
    }

    /// CVE-2023-44487.
    @Test
    void rapidReset_endsTheConnection() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            int stream = client.newStream();
            all.write(Http2Peer.bytes(
                    Http2Peer.HEADERS,
                    Http2Peer.END_HEADERS | Http2Peer.END_STREAM,
                    stream,
                    client.block(request("GET", AGENT, "x-api-key", key))));
            all.write(Http2Peer.bytes(Http2Peer.RST_STREAM, 0, stream, Http2Peer.number(8)));
        }
        flood(all.toByteArray());
        assertCalmed();
        assertTrue(agent.connections.get() < 1000, "" + agent.connections);
    }

    /// CVE-2025-8671: streams that the client makes the gateway reset.
    @Test
    void madeYouReset_endsTheConnection() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            int stream = client.newStream();
            all.write(Http2Peer.bytes(
                    Http2Peer.HEADERS,
                    Http2Peer.END_HEADERS | Http2Peer.END_STREAM,
                    stream,
                    client.block(request("GET", AGENT, "x-api-key", key))));
            all.write(Http2Peer.bytes(Http2Peer.WINDOW_UPDATE, 0, stream, Http2Peer.number(0)));
        }
        flood(all.toByteArray());
        assertCalmed();
        assertTrue(agent.connections.get() < 1000, "" + agent.connections);
    }

    @Test
    void continuationFlood_endsTheConnection() throws Exception {
        client.frame(Http2Peer.HEADERS, Http2Peer.END_STREAM, client.newStream(), new byte[0]);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = client.block("x-piece", "x".repeat(1000));
        for (int i = 0; i < 2000; i++) {
            all.write(Http2Peer.bytes(Http2Peer.CONTINUATION, 0, 1, piece));
        }
        flood(all.toByteArray());
        assertNotEquals(0, client.ended());
    }

    @Test
    void emptyContinuations_endTheConnection() throws Exception {
        client.frame(Http2Peer.HEADERS, Http2Peer.END_STREAM, client.newStream(), new byte[0]);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            all.write(Http2Peer.bytes(Http2Peer.CONTINUATION, 0, 1, new byte[0]));
        }
        flood(all.toByteArray());
        assertNotEquals(0, client.ended());
    }

    @Test
    void settingsFlood_endsTheConnection() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            all.write(Http2Peer.bytes(Http2Peer.SETTINGS, 0, 0, new byte[] {0, 4, 0, 1, 0, 0}));
        }
        flood(all.toByteArray());
        assertCalmed();
    }

    @Test
    void pingFlood_endsTheConnection() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 50_000; i++) {
            all.write(Http2Peer.bytes(Http2Peer.PING, 0, 0, new byte[8]));
        }
        Thread.ofVirtual().start(() -> {
            try {
                flood(all.toByteArray());
            } catch (IOException closed) {
                // As it should be.
            }
        });
        assertCalmed();
    }

    /// The codec passes over them in silence.
    @Test
    void priorityFlood_endsTheConnection() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 50_000; i++) {
            all.write(Http2Peer.bytes(PRIORITY, 0, 5, new byte[5]));
        }
        flood(all.toByteArray());
        assertCalmed();
    }

    /// A head that never ends is let go in the time that a head has, also beside a stream in progress.
    @Test
    void halfHead_isLetGo() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TestAgent waiting = TestAgent.answering(_ -> {
            end.await();
            return TestAgent.ok("late");
        })) {
            gateway.deploy(waiting);
            client.headers(true, request("GET", AGENT, "x-api-key", key));
            Await.until("the agent was called", () -> waiting.connections.get() == 1);
            client.frame(Http2Peer.HEADERS, Http2Peer.END_STREAM, client.newStream(), client.block("x-piece", "1"));
            client.ended();
            end.countDown();
        }
        gateway.deploy(agent);
    }

    /// Answers that nobody reads are not kept without end.
    @Test
    void pingsWithoutReading_endTheConnection() throws Exception {
        client.socket().setReceiveBufferSize(4096);
        byte[] pings = new byte[17 * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(Http2Peer.bytes(Http2Peer.PING, 0, 0, new byte[8]), 0, pings, i * 17, 17);
        }
        long before = buffers();
        Await.until("the connection is lost", () -> {
            try {
                client.send(pings);
                return false;
            } catch (SocketException closed) {
                return true;
            }
        });
        assertTrue(buffers() - before < 16 * 1024 * 1024);
    }

    @Test
    void emptyDataFlood_endsTheConnection() throws Exception {
        int stream = client.headers(false, request("POST", AGENT, "x-api-key", key));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 5000; i++) {
            all.write(Http2Peer.bytes(Http2Peer.DATA, 0, stream, new byte[0]));
        }
        flood(all.toByteArray());
        assertCalmed();
    }

    /// Frames of a kind nobody knows are not kept for a stream that is not read.
    @Test
    void unknownFrames_areNotKept() throws Exception {
        try (TestAgent stuck = TestAgent.serving(peer -> {
            peer.head();
            Thread.currentThread().join();
        })) {
            gateway.deploy(stuck);
            int stream = client.headers(false, request("POST", AGENT, "x-api-key", key));
            for (int i = 0; i < 10; i++) {
                client.data(stream, false, "x".repeat(16_000));
            }
            Await.until("the agent was called", () -> stuck.connections.get() == 1);
            long before = buffers();
            byte[] unknown = Http2Peer.bytes(0x77, 0, stream, new byte[16_000]);
            for (int i = 0; i < 2000; i++) {
                client.send(unknown);
            }
            client.frame(Http2Peer.PING, 0, 0, new byte[8]);
            while (client.next().type() != Http2Peer.PING) {
                // The frames before it were read by then.
            }
            assertTrue(buffers() - before < 16 * 1024 * 1024, "grew by " + (buffers() - before));
        }
        gateway.deploy(agent);
    }

    @Test
    void streamsBeyondTheLimit_areRefusedEach() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TestAgent waiting = TestAgent.answering(_ -> {
            end.await();
            return TestAgent.ok("late");
        })) {
            gateway.deploy(waiting);
            for (int i = 0; i < 128; i++) {
                client.headers(true, request("GET", AGENT, "x-api-key", key));
            }
            int refused = client.headers(true, request("GET", AGENT, "x-api-key", key));
            assertEquals(7, client.response(refused).error());
            end.countDown();
            assertEquals("late", client.response(1).body());
        }
        gateway.deploy(agent);
    }

    /// A client that opens no window, or opens it a byte at a time, is let go, and its agent with it.
    @Test
    void zeroWindow_endsTheStream() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (TestAgent large = TestAgent.serving(peer -> {
                    peer.request();
                    try {
                        peer.send(TestAgent.ok("x".repeat(20_000_000)));
                    } finally {
                        released.countDown();
                    }
                });
                Http2Peer stalling = Http2Peer.connect(gateway.gateway.url(), 4, 0)) {
            gateway.deploy(large);
            int stream = stalling.headers(true, request("GET", AGENT, "x-api-key", key));
            Http2Peer.Frame frame = stalling.next();
            int windows = 0;
            while (frame.type() != Http2Peer.RST_STREAM) {
                if (windows < 20) {
                    windows++;
                    stalling.frame(Http2Peer.WINDOW_UPDATE, 0, stream, Http2Peer.number(1));
                }
                frame = stalling.next();
            }
            assertTrue(released.await(10, TimeUnit.SECONDS));
        }
        gateway.deploy(agent);
    }

    /// Also when the whole response is waiting already.
    @Test
    void zeroWindowForAShortResponse_endsTheStream() throws Exception {
        try (Http2Peer stalling = Http2Peer.connect(gateway.gateway.url(), 4, 0)) {
            int stream = stalling.headers(true, request("GET", AGENT, "x-api-key", key));
            assertEquals(8, stalling.response(stream).error());
        }
    }

    @Test
    void idleConnection_isToldAndClosed() throws Exception {
        client.call(request("GET", AGENT, "x-api-key", key));
        assertEquals(0, client.ended());
    }

    @Test
    void garbageBehindThePreface_endsTheConnection() throws Exception {
        flood("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertNotEquals(0, client.ended());
    }

    private static long buffers() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
