package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a name stands for is looked up as it is used, followed as it changes, and never waited for when an answer is
/// at hand.
class NamesIT {
    private static final Duration TTL = Duration.ofMillis(100);

    /// A name service of the test's own.
    private static final class Names implements HostResolver {
        volatile List<String> addresses;
        volatile CountDownLatch gate = new CountDownLatch(0);
        final AtomicInteger lookUps = new AtomicInteger();

        Names(String... addresses) {
            this.addresses = List.of(addresses);
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            assertEquals("agent.test", host);
            lookUps.incrementAndGet();
            try {
                assertTrue(gate.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses.stream().map(InetAddress::ofLiteral).toList();
        }
    }

    private static UpstreamSettings settings(UpstreamReach reach) {
        UpstreamSettings usual = UpstreamSettings.USUAL;
        return new UpstreamSettings(
                usual.timeouts(),
                usual.maxIdleConnections(),
                usual.maxIdle(),
                TTL,
                usual.ejection(),
                usual.pingAfter(),
                reach,
                null);
    }

    private static RawServer on(String address, int port, String text) throws Exception {
        return new RawServer(
                new ServerSocket(port, 50, InetAddress.ofLiteral(address)), (wire, _) -> wire.answerAll(200, text));
    }

    private static UpstreamGroup agent(RawServer server) {
        return Scene.group(URI.create("http://agent.test:" + server.port()));
    }

    /// When a name moves, requests follow, and the connections to where it was are closed.
    @Test
    void change_isFollowed() throws Exception {
        Names names = new Names("127.0.0.1");
        try (RawServer one = on("127.0.0.1", 0, "one");
                RawServer two = on("127.0.0.2", one.port(), "two");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names)) {
            UpstreamGroup group = agent(one);
            assertEquals("one", scene.get(group, "/").result().body());
            names.addresses = List.of("127.0.0.2");
            Await.until(
                    "it has moved", () -> scene.get(group, "/").result().body().equals("two"));
            Await.until("the former connection is closed", () -> one.open.get() == 0);
            for (int i = 0; i < 10; i++) {
                assertEquals("two", scene.get(group, "/").result().body());
            }
            assertTrue(two.requests.size() >= 11);
        }
    }

    /// A request that is under way where the name led before is not disturbed.
    @Test
    void change_letsRequestsEnd() throws Exception {
        Names names = new Names("127.0.0.1");
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer slow = new RawServer((wire, _) -> {
                    wire.request();
                    end.await();
                    wire.answer(200, "slow");
                    wire.awaitEnd();
                });
                RawServer two = on("127.0.0.2", slow.port(), "two");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names)) {
            UpstreamGroup group = agent(slow);
            Call call = scene.get(group, "/");
            Await.until("it is under way", () -> slow.requests.size() == 1);
            names.addresses = List.of("127.0.0.2");
            Await.until("it has moved", () -> {
                Call unused = scene.get(group, "/");
                return !two.requests.isEmpty();
            });
            end.countDown();
            assertEquals("slow", call.result().body());
            Await.until("the former connection is closed", () -> slow.open.get() == 0);
        }
    }

    /// All addresses of a name are used.
    @Test
    void severalAddresses_areShared() throws Exception {
        Names names = new Names("127.0.0.1", "127.0.0.2", "127.0.0.1");
        try (RawServer one = on("127.0.0.1", 0, "one");
                RawServer two = on("127.0.0.2", one.port(), "two");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names)) {
            for (int i = 0; i < 20; i++) {
                assertEquals(200, scene.get(agent(one), "/").status());
            }
            assertEquals(10, one.requests.size());
            assertEquals(10, two.requests.size());
        }
    }

    /// While the name service is asked anew, or is down, the last answer counts.
    @Test
    void slowOrFailingNameService_isNotWaitedFor() throws Exception {
        Names names = new Names("127.0.0.1");
        try (RawServer one = on("127.0.0.1", 0, "one");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names)) {
            UpstreamGroup group = agent(one);
            assertEquals(200, scene.get(group, "/").status());
            names.gate = new CountDownLatch(1);
            Await.until("it is asked anew", () -> {
                assertEquals(200, scene.get(group, "/").status());
                return names.lookUps.get() == 2;
            });
            assertEquals(200, scene.get(group, "/").status());
            names.addresses = List.of();
            names.gate.countDown();
            Await.until("it is asked again", () -> {
                assertEquals(200, scene.get(group, "/").status());
                return names.lookUps.get() > 3;
            });
        }
    }

    /// Requests that wait for the first answer ask once, and all get it.
    @Test
    void firstAnswer_isAwaitedByAll() throws Exception {
        Names names = new Names("127.0.0.1");
        names.gate = new CountDownLatch(1);
        try (RawServer one = on("127.0.0.1", 0, "one");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names)) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(scene.post(agent(one), "/", "body"));
            }
            Await.until("it is asked", () -> names.lookUps.get() == 1);
            names.gate.countDown();
            for (Call call : calls) {
                assertEquals(200, call.status());
            }
            assertEquals(1, names.lookUps.get());
        }
    }

    @Test
    void unknownName_isUnreachableUntilItIsKnown() throws Exception {
        Names names = new Names();
        try (RawServer one = on("127.0.0.1", 0, "one");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names)) {
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE, scene.get(agent(one), "/").problem());
            names.addresses = List.of("127.0.0.1");
            assertEquals(200, scene.get(agent(one), "/").status());
        }
    }

    /// A name cannot lead where the gateway may not go, whatever it led to before (G08).
    @Test
    void forbiddenAddress_isNotConnectedTo() throws Exception {
        Names names = new Names("169.254.169.254");
        try (RawServer one = on("127.0.0.1", 0, "one");
                Scene scene = new Scene(settings(UpstreamReach.PRIVATE), names);
                Scene publicOnly = new Scene(settings(UpstreamReach.PUBLIC), new Names("127.0.0.1", "::1"))) {
            long begun = System.nanoTime();
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE, scene.get(agent(one), "/").problem());
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    publicOnly.get(agent(one), "/").problem());
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    publicOnly.get(Scene.group(one.url()), "/").problem());
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(3).toNanos());
            assertEquals(0, one.connections.get());
        }
    }
}
