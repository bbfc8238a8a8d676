package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is in progress ends when its key does, within a second (R01).
class KeyEndIT {
    private static final KeyBinding WHOLE = new KeyBinding.WholeOrganization();
    private static final long BOUND = Duration.ofSeconds(1).toNanos();

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private GatewayFixture gateway;
    private TestAgent agent;
    private Secret key;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayFixture();
        agent = TestAgent.serving(peer -> {
            Message request = peer.head();
            if (request.target().equals("/stream")) {
                peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            } else if (request.target().equals("/until-close")) {
                peer.send("HTTP/1.0 200 OK\r\n\r\n");
            }
            while (request.target().equals("/stream")) {
                peer.send("1\r\na\r\n");
                Thread.sleep(20);
            }
            boolean unused = peer.isReset();
            cancelled.countDown();
        });
        gateway.deploy(agent);
        key = gateway.key();
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        gateway.close();
    }

    private void revoke() {
        gateway.put(key, WHOLE, "a key", true, KeyEntry.NEVER);
    }

    /// The client sees that the response is not whole: the last chunk is missing.
    @Test
    void revokedKey_breaksTheStream() throws Exception {
        try (Peer client = gateway.connect();
                Peer bystander = gateway.connect()) {
            bystander.send(get(AGENT + "/stream", gateway.keyHeader()));
            bystander.head();
            client.send(get(AGENT + "/stream", GatewayFixture.header(key)));
            assertEquals(200, client.head().status());
            assertEquals("a", client.chunk());

            revoke();
            long revoked = System.nanoTime();
            assertThrows(IOException.class, () -> {
                while (true) {
                    assertNotEquals("", client.chunk());
                }
            });

            assertTrue(System.nanoTime() - revoked < BOUND);
            assertEquals("a", bystander.chunk());
        }
    }

    @Test
    void revokedKey_resetsTheStreamOfHttp2() throws Exception {
        try (Http2Peer client = Http2Peer.connect(gateway.gateway.url())) {
            String other = gateway.key().reveal();
            int revokedStream =
                    client.headers(true, Http2Peer.request("GET", AGENT + "/stream", "x-api-key", key.reveal()));
            int stays = client.headers(true, Http2Peer.request("GET", AGENT + "/stream", "x-api-key", other));
            Set<Integer> begun = new HashSet<>();
            while (begun.size() < 2) {
                begun.add(client.next().stream());
            }
            assertEquals(Set.of(revokedStream, stays), begun);

            revoke();
            long revoked = System.nanoTime();

            assertEquals(8, client.response(revokedStream).error());
            assertTrue(System.nanoTime() - revoked < BOUND);
            Http2Peer.Frame next = client.next();
            assertEquals(stays, next.stream());
            assertEquals(Http2Peer.DATA, next.type());
        }
    }

    /// A response that only ends with the connection is broken by a reset.
    @Test
    void responseWithoutFraming_isReset() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send("GET " + AGENT + "/until-close HTTP/1.0\r\n" + GatewayFixture.header(key) + "\r\n\r\n");
            assertEquals(200, client.head().status());
            revoke();
            assertTrue(client.isReset());
            assertTrue(cancelled.await(10, TimeUnit.SECONDS));
        }
    }

    /// Before the response was begun, the client is told.
    @Test
    void revokedKey_refusesWhatWaits() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(get(AGENT + "/wait", GatewayFixture.header(key)));
            Await.until("the agent was called", () -> agent.connections.get() == 1);
            revoke();
            assertEquals(401, client.response().status());
            assertTrue(cancelled.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void revokedKey_endsAnUpload() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(Requests.chunked(AGENT + "/upload", "4\r\nbody\r\n", GatewayFixture.header(key)));
            Await.until("the agent was called", () -> agent.connections.get() == 1);
            revoke();
            assertEquals(401, client.response().status());
            assertTrue(client.isEnded());
            assertTrue(cancelled.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void deletedKey_endsWhatIsInProgress() throws Exception {
        try (Peer client = gateway.connect()) {
            client.send(get(AGENT + "/wait", GatewayFixture.header(key)));
            Await.until("the agent was called", () -> agent.connections.get() == 1);
            gateway.directory.remove(gateway.id(key));
            assertEquals(401, client.response().status());
        }
    }

    /// T01: the end comes by itself.
    @Test
    void expiringKey_endsWhatIsInProgress() throws Exception {
        long expiry = Instant.now().toEpochMilli() + 700;
        Secret brief = gateway.key(WHOLE, "brief", expiry);
        try (Peer client = gateway.connect()) {
            client.send(get(AGENT + "/stream", GatewayFixture.header(brief)));
            assertEquals(200, client.head().status());
            assertThrows(IOException.class, () -> {
                while (true) {
                    assertNotEquals("", client.chunk());
                }
            });
            long late = Instant.now().toEpochMilli() - expiry;
            assertTrue(late >= 0 && late < 1000, "ended after " + late);
        }
    }
}
