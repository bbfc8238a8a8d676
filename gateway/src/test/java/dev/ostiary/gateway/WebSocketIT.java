package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A WebSocket is let in as any request, then passes bytes both ways until one side or the key ends.
class WebSocketIT {
    private GatewayFixture gateway;
    private Secret key;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        key = gateway.key();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String upgrade(String... more) {
        return WebSocketAgent.handshake(key, more);
    }

    /// What a client of the JDK hears.
    private static final class Ear implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final AtomicLong bytes = new AtomicLong();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            bytes.addAndGet(data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    private WebSocket open(HttpClient client, Ear ear) throws Exception {
        URI url = URI.create(gateway.url("agent", "/chat").toString().replace("http", "ws"));
        return client.newWebSocketBuilder()
                .header("X-API-Key", key.reveal())
                .buildAsync(url, ear)
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void messages_passBothWays() throws Exception {
        try (TestAgent agent = WebSocketAgent.echoing();
                HttpClient client = HttpClient.newHttpClient()) {
            gateway.deploy(agent);
            Ear ear = new Ear();
            WebSocket socket = open(client, ear);
            for (int i = 0; i < 50; i++) {
                socket.sendText("message " + i, true).get(10, TimeUnit.SECONDS);
                assertEquals("message " + i, ear.texts.poll(10, TimeUnit.SECONDS));
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(10, TimeUnit.SECONDS);
            assertEquals(WebSocket.NORMAL_CLOSURE, ear.closed.get(10, TimeUnit.SECONDS));
        }
    }

    /// Frames that come with the 101 are not lost.
    @Test
    void firstMessageOfTheAgent_passes() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
                    peer.send(WebSocketAgent.accepting(peer.request()) + "\u0081\u0002hi");
                    peer.isEnded();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(upgrade());
            assertEquals(101, client.head().status());
            assertEquals("\u0081\u0002hi", client.bytes(4));
        }
    }

    @Test
    void endOfEitherSide_endsTheOther() throws Exception {
        CountDownLatch agentSawEnd = new CountDownLatch(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
            Message request = peer.request();
            WebSocketAgent.accept(peer, request);
            if (request.header("X-End").isEmpty()) {
                assertTrue(peer.isEnded());
                agentSawEnd.countDown();
            }
        })) {
            gateway.deploy(agent);
            try (Peer client = gateway.connect()) {
                client.send(upgrade());
                assertEquals(101, client.head().status());
            }
            assertTrue(agentSawEnd.await(10, TimeUnit.SECONDS));
            try (Peer client = gateway.connect()) {
                client.send(upgrade("X-End: agent"));
                assertEquals(101, client.head().status());
                assertTrue(client.isEnded());
            }
        }
    }

    /// Who says that it sends no more can still be sent to.
    @Test
    void halfClose_isPassedOn() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
                    WebSocketAgent.accept(peer, peer.request());
                    assertEquals(-1, peer.in().read());
                    peer.send("after the end");
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(upgrade());
            assertEquals(101, client.head().status());
            client.endOutput();
            assertEquals("after the end", client.bytes(13));
            assertTrue(client.isEnded());
        }
    }

    /// A side that does not read stops the other.
    @Test
    void slowReader_stopsTheAgent() throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] message = new byte[1_000_000];
        int count = 100;
        try (TestAgent agent = TestAgent.serving(peer -> {
                    WebSocketAgent socket = WebSocketAgent.accept(peer, peer.request());
                    for (int i = 0; i < count; i++) {
                        socket.send(2, message);
                        sent.addAndGet(message.length);
                    }
                    socket.send(8, new byte[] {3, (byte) 232});
                    peer.isEnded();
                });
                Peer client = gateway.connect()) {
            gateway.deploy(agent);
            client.send(upgrade());
            assertEquals(101, client.head().status());
            AtomicLong seen = new AtomicLong(-1);
            AtomicLong since = new AtomicLong(System.nanoTime());
            Await.until("nothing moves", () -> {
                if (seen.getAndSet(sent.get()) != sent.get() || sent.get() == 0) {
                    since.set(System.nanoTime());
                }
                return System.nanoTime() - since.get() > 500_000_000L;
            });
            assertTrue(sent.get() < 50L * message.length, "sent " + sent);
            long expected = count * (10L + message.length) + 4;
            assertEquals(expected, client.in().readNBytes((int) expected).length);
        }
    }

    /// Its key ends it, and it is told why (R01).
    @Test
    void revokedKey_closesIt() throws Exception {
        try (TestAgent agent = WebSocketAgent.echoing();
                HttpClient client = HttpClient.newHttpClient()) {
            gateway.deploy(agent);
            Ear ear = new Ear();
            WebSocket socket = open(client, ear);
            socket.sendText("before", true).get(10, TimeUnit.SECONDS);
            assertEquals("before", ear.texts.poll(10, TimeUnit.SECONDS));
            assertFalse(ear.closed.isDone());

            gateway.put(key, new KeyBinding.WholeOrganization(), "a key", true, KeyEntry.NEVER);
            long revoked = System.nanoTime();

            assertEquals(1008, ear.closed.get(10, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - revoked < Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void silentOne_isClosed() throws Exception {
        ClientTimeouts usual = ClientTimeouts.USUAL;
        GatewaySettings settings = GatewaySettings.on("127.0.0.1", 0)
                .withTimeouts(new ClientTimeouts(
                        usual.handshake(), usual.head(), usual.write(), usual.keepAlive(), Duration.ofMillis(300)));
        try (GatewayFixture impatient = new GatewayFixture(settings);
                TestAgent agent = WebSocketAgent.echoing();
                Peer client = impatient.connect()) {
            impatient.deploy(agent);
            key = impatient.key();
            client.send(upgrade());
            assertEquals(101, client.head().status());
            assertEquals("\u0088\u0002\u0003\u00e9", client.bytes(4));
            assertTrue(client.isEnded());
        }
    }
}
