package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.gateway.observe.AccessLogSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One line for each request, whatever became of it, which tells what that was.
class AccessLogRequestsIT {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("access.log");
    }

    /// Talks with a gateway.
    private interface Talk {
        void with(GatewayFixture gateway) throws Exception;
    }

    private AccessLogLines log(Talk talk) throws Exception {
        try (GatewayFixture gateway = GatewayFixture.impatient(AccessLogSettings.to(file.toString()))) {
            talk.with(gateway);
        }
        return AccessLogLines.of(file);
    }

    @Test
    void forwardedRequest_isToldWhole() throws Exception {
        try (TestAgent agent = TestAgent.greeting()) {
            List<String> known = new ArrayList<>();
            AccessLogLines log = log(gateway -> {
                gateway.deploy(agent);
                Secret key = gateway.key();
                Message answer = gateway.call(
                        post(AGENT + "/hi?a=b", "12345", GatewayFixture.header(key), "User-Agent: tester/1"));
                known.add(answer.header("X-Ostiary-Request-Id"));
                known.add(gateway.id(key).value());
            });
            String traceparent = agent.request().header("traceparent");

            assertEquals(known.getFirst(), log.value("request_id"));
            assertEquals(known.getLast(), log.value("key_id"));
            assertEquals(traceparent.substring(3, 35), log.value("trace_id"));
            assertEquals("127.0.0.1", log.value("client_address"));
            assertEquals("HTTP/1.1", log.value("protocol"));
            assertEquals("POST", log.value("method"));
            assertEquals("/acme/production/agent/hi", log.value("path"));
            assertEquals("acme/production/agent", log.value("route"));
            assertEquals("200", log.value("status"));
            assertEquals("forwarded", log.value("outcome"));
            assertEquals("null", log.value("reason"));
            assertEquals("5", log.value("request_bytes"));
            assertEquals("5", log.value("response_bytes"));
            assertEquals(agent.url().getAuthority(), log.value("upstream"));
            assertEquals("tester/1", log.value("user_agent"));
            assertTrue(Double.parseDouble(log.value("first_byte_ms")) <= Double.parseDouble(log.value("duration_ms")));
        }
    }

    @Test
    void denial_tellsTheTrueReasonAndTheKey() throws Exception {
        try (TestAgent agent = TestAgent.greeting()) {
            List<String> ids = new ArrayList<>();
            AccessLogLines log = log(gateway -> {
                gateway.deploy(agent);
                Secret key = gateway.key();
                gateway.put(key, new KeyBinding.WholeOrganization(), "a key", true, KeyEntry.NEVER);
                ids.add(gateway.id(key).value());
                try (Peer client = gateway.connect()) {
                    client.send(get(AGENT, GatewayFixture.header(key)));
                    client.response();
                    client.send(get(AGENT));
                    client.response();
                }
            });

            assertEquals(List.of("denied", "denied"), log.values("outcome"));
            assertEquals(List.of("revoked", "missing"), log.values("reason"));
            assertEquals(List.of("401", "401"), log.values("status"));
            assertEquals(List.of(ids.getFirst(), "null"), log.values("key_id"));
        }
    }

    @Test
    void requestThatIsNoneOrHasNoRoute_isToldToo() throws Exception {
        AccessLogLines log = log(gateway -> {
            try (Peer client = gateway.connect()) {
                client.send(get("/acme/production/nobody"));
                client.response();
                client.send("BREW /acme/production/nobody HTTP/1.1\r\nHost: h\r\n\r\n");
                client.response();
                client.send(get("/a/../b"));
                client.response();
            }
        });

        assertEquals(List.of("route.not-found", "route.not-found", "request.malformed"), log.values("reason"));
        assertEquals(List.of("GET", "_OTHER", "GET"), log.values("method"));
        assertEquals(List.of("none", "none", "none"), log.values("route"));
        assertEquals(List.of("/acme/production/nobody", "/acme/production/nobody", "null"), log.values("path"));
    }

    @Test
    void bytesThatAreNoRequest_areToldToo() throws Exception {
        AccessLogLines log = log(gateway -> gateway.call("what?\r\n\r\n"));

        assertEquals("request.malformed", log.value("reason"));
        assertEquals("_OTHER", log.value("method"));
        assertEquals("null", log.value("path"));
    }

    @Test
    void upstreamThatIsNotThere_isTold() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        AccessLogLines log = log(gateway -> {
            gateway.deploy("agent", nobody, true);
            gateway.call(get(AGENT, gateway.keyHeader()));
        });

        assertEquals("upstream-failed", log.value("outcome"));
        assertEquals("upstream.unreachable", log.value("reason"));
        assertEquals("502", log.value("status"));
    }

    @Test
    void brokenResponse_isTold() throws Exception {
        try (TestAgent agent = TestAgent.serving(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        })) {
            AccessLogLines log = log(gateway -> {
                gateway.deploy(agent);
                try (Peer client = gateway.connect()) {
                    client.send(get(AGENT, gateway.keyHeader()));
                    client.head();
                    assertEquals("hello", client.bytes(5));
                    assertTrue(client.isEnded());
                }
            });

            assertEquals("broken", log.value("outcome"));
            assertEquals("upstream.closed", log.value("reason"));
            assertEquals("200", log.value("status"));
            assertEquals("5", log.value("response_bytes"));
        }
    }

    @Test
    void clientThatLeaves_isTold() throws Exception {
        CountDownLatch isGone = new CountDownLatch(1);
        try (TestAgent agent = TestAgent.serving(peer -> {
            peer.request();
            isGone.await();
        })) {
            AccessLogLines log = log(gateway -> {
                gateway.deploy(agent);
                try (Peer client = gateway.connect()) {
                    client.send(get(AGENT, gateway.keyHeader()));
                    Await.until("the agent is called", () -> agent.connections.get() == 1);
                }
                Await.until(
                        "the request is over",
                        () -> gateway.metrics().value("http_server_active_requests", "http_request_method", "GET")
                                == 0);
                isGone.countDown();
            });

            assertEquals("client-gone", log.value("outcome"));
            assertEquals("null", log.value("status"));
        }
    }

    @Test
    void slowHead_isTold() throws Exception {
        AccessLogLines log = log(gateway -> {
            try (Peer client = gateway.connect()) {
                client.send("GET /acme");
                assertEquals(408, client.response().status());
            }
        });

        assertEquals("request.timeout", log.value("reason"));
        assertEquals("408", log.value("status"));
    }

    /// As many lines as requests, each with the id that its client was told.
    @Test
    void manyRequests_areToldOnceEach() throws Exception {
        Set<String> told = new ConcurrentSkipListSet<>();
        try (TestAgent agent = TestAgent.greeting()) {
            AccessLogLines log = log(gateway -> {
                gateway.deploy(agent);
                String key = gateway.keyHeader();
                List<Future<?>> callers = new ArrayList<>();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int caller = 0; caller < 16; caller++) {
                        callers.add(threads.submit(() -> {
                            callOften(gateway, key, told);
                            return true;
                        }));
                    }
                }
                for (Future<?> caller : callers) {
                    caller.get();
                }
                assertEquals(0, gateway.metrics().sum("ostiary_access_log_dropped_total"));
                assertEquals(3200, gateway.metrics().sum("http_server_request_duration_seconds_count"));
            });

            assertEquals(3200, log.lines().size());
            assertEquals(told, new TreeSet<>(log.values("request_id")));
        }
    }

    /// Two hundred requests on one connection, each second pair sent ahead; one in ten is refused.
    private static void callOften(GatewayFixture gateway, String key, Set<String> told) throws IOException {
        try (Peer client = gateway.connect()) {
            for (int i = 0; i < 100; i++) {
                String second = i % 5 == 0 ? get(AGENT) : get(AGENT, key);
                client.send(get(AGENT, key) + second);
                told.add(client.response().header("X-Ostiary-Request-Id"));
                told.add(client.response().header("X-Ostiary-Request-Id"));
            }
        }
    }
}
