package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A body of any size passes whole, and costs the gateway no more memory than a short one.
class LargeBodyIT {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long SIZE = 200 * MEBIBYTE;
    private static final long FLAT = 48 * MEBIBYTE;

    private final byte[] part = part();
    private GatewayFixture gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void download_isWholeWithFlatMemory() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n");
                    send(peer);
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            long before = buffers();
            client.send(get(AGENT, gateway.keyHeader()));
            assertEquals("" + SIZE, client.head().header("Content-Length"));
            assertEquals(checksum(), receive(client, before));
        }
    }

    @Test
    void upload_isWholeWithFlatMemory() throws Exception {
        AtomicLong received = new AtomicLong();
        long before = buffers();
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.head();
                    received.set(receive(peer, before));
                    peer.send(TestAgent.ok("all"));
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: " + SIZE));
            send(client);
            assertEquals("all", client.response().body());
            assertEquals(checksum(), received.get());
        }
    }

    /// While the client reads nothing, the agent can send no more than the sockets on the way hold.
    @Test
    void slowReader_stopsTheAgent() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n");
                    for (long left = SIZE; left > 0; left -= part.length) {
                        peer.send(part);
                        sent.addAndGet(part.length);
                    }
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            long before = buffers();
            client.send(get(AGENT, gateway.keyHeader()));
            awaitStandstill(sent);
            assertTrue(sent.get() < 40 * MEBIBYTE, "sent " + sent);
            assertTrue(buffers() - before < 8 * MEBIBYTE, "buffers grew by " + (buffers() - before));

            client.head();
            assertEquals(checksum(), receive(client, before));
        }
    }

    /// While the agent reads nothing, the client can send no more than the sockets on the way hold.
    @Test
    void slowAgent_stopsTheClient() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.head();
                    awaitStandstill(sent);
                    peer.send(TestAgent.ok("enough"));
                });
                Peer client = gateway.connect();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            gateway.deploy(agent);
            client.send(post(AGENT, "", gateway.keyHeader()).replace("Content-Length: 0", "Content-Length: " + SIZE));
            Future<Boolean> sending = thread.submit(() -> {
                try {
                    for (long left = SIZE; left > 0; left -= part.length) {
                        client.send(part);
                        sent.addAndGet(part.length);
                    }
                    return true;
                } catch (SocketException closed) {
                    return false;
                }
            });
            assertEquals("enough", client.response().body());
            assertTrue(sent.get() < 200 * MEBIBYTE);
            client.socket().close();
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    private static void awaitStandstill(AtomicLong sent) throws Exception {
        AtomicLong seen = new AtomicLong(-1);
        AtomicLong since = new AtomicLong(System.nanoTime());
        Await.until("nothing moves", () -> {
            if (seen.getAndSet(sent.get()) != sent.get() || sent.get() == 0) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > 500_000_000L;
        });
    }

    private void send(Peer peer) throws IOException {
        for (long left = SIZE; left > 0; left -= part.length) {
            peer.send(part);
        }
    }

    private static long receive(Peer peer, long buffersBefore) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] buffer = new byte[256 * 1024];
        for (long left = SIZE; left > 0; ) {
            int read = peer.in().read(buffer, 0, (int) Math.min(left, buffer.length));
            assertTrue(read > 0, left + " bytes are missing");
            checksum.update(buffer, 0, read);
            left -= read;
            assertTrue(buffers() - buffersBefore < FLAT, "buffers grew by " + (buffers() - buffersBefore));
        }
        return checksum.getValue();
    }

    private static long buffers() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private long checksum() {
        CRC32 checksum = new CRC32();
        for (long left = SIZE; left > 0; left -= part.length) {
            checksum.update(part);
        }
        return checksum.getValue();
    }

    private static byte[] part() {
        byte[] part = new byte[(int) MEBIBYTE];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) (i * 31 + (i >> 8));
        }
        return part;
    }
}
