package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Of several addresses those that serve well are used, each as much as it can take, and one that fails is left out
/// until it serves again.
class BalancingIT {
    private static final Duration FIRST = Duration.ofMillis(300);

    private static UpstreamSettings settings() {
        UpstreamSettings usual = UpstreamSettings.USUAL;
        return new UpstreamSettings(
                usual.timeouts(),
                usual.maxIdleConnections(),
                usual.maxIdle(),
                usual.nameTtl(),
                new UpstreamEjection(3, FIRST, Duration.ofSeconds(2)),
                usual.pingAfter(),
                usual.reach(),
                null);
    }

    @Test
    void addressesThatAreWell_shareTheCalls() throws Exception {
        try (RawServer one = RawServer.answering(200, "one");
                RawServer two = RawServer.answering(200, "two");
                RawServer three = RawServer.answering(200, "three");
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(one.url(), two.url(), three.url());
            for (int i = 0; i < 90; i++) {
                assertEquals(200, scene.get(group, "/").status());
            }
            for (RawServer server : List.of(one, two, three)) {
                int share = server.requests.size();
                assertTrue(share >= 15 && share <= 45, "a share of " + share);
            }
        }
    }

    /// What one that is left out does not take is shared by all others, and does not go to its neighbour alone.
    @Test
    void shareOfAFailingAddress_goesToAllOthers() throws Exception {
        try (RawServer sick = RawServer.answering(503, "sick");
                RawServer one = RawServer.answering(200, "one");
                RawServer two = RawServer.answering(200, "two");
                RawServer three = RawServer.answering(200, "three");
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(one.url(), sick.url(), two.url(), three.url());
            for (int i = 0; i < 120; i++) {
                scene.get(group, "/").result();
            }
            for (RawServer server : List.of(one, two, three)) {
                int share = server.requests.size();
                assertTrue(share >= 30 && share <= 50, "a share of " + share);
            }
        }
    }

    /// Of two addresses the one that has less to do is asked.
    @Test
    void busyAddress_isAskedLess() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer slow = new RawServer((wire, _) -> {
                    wire.request();
                    end.await();
                    wire.answer(200, "at last");
                });
                RawServer quick = RawServer.answering(200, "quick");
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(slow.url(), quick.url());
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Call call = scene.get(group, "/" + i);
                calls.add(call);
                Await.until(
                        "it is served or waits",
                        () -> call.isOver() || slow.requests.contains("GET /" + calls.indexOf(call) + " HTTP/1.1"));
            }
            assertTrue(slow.requests.size() <= 2, "asked the slow one " + slow.requests.size() + " times");
            end.countDown();
            for (Call call : calls) {
                assertEquals(200, call.status());
            }
        }
    }

    /// Nothing was sent to an address that takes no connection, so any request goes to the next one.
    @Test
    void refusedConnection_isNotSeenByTheCaller() throws Exception {
        try (RawServer up = RawServer.answering(200, "up");
                Scene scene = new Scene(settings())) {
            UpstreamGroup group = Scene.group(RawServer.nobody(), up.url(), RawServer.nobody());
            for (int i = 0; i < 20; i++) {
                assertEquals(200, scene.get(group, "/").status());
                assertEquals(200, scene.post(group, "/", "some", "body").status());
            }
            assertEquals(40, up.requests.size());
            assertEquals("somebody", up.bodies.stream().skip(1).findFirst().orElseThrow());
        }
    }

    /// An address that answers 503 three times in a row is left out; when its time has come one request tries it.
    @Test
    void failingAddress_isLeftOutAndComesBack() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        try (RawServer sick = new RawServer((wire, _) -> {
                    while (true) {
                        wire.request();
                        wire.answer(status.get(), "sick");
                    }
                });
                RawServer well = RawServer.answering(200, "well");
                Scene scene = new Scene(settings())) {
            UpstreamGroup group = Scene.group(sick.url(), well.url());
            long begun = System.nanoTime();
            while (sick.requests.size() < 3) {
                scene.get(group, "/").result();
            }
            for (int i = 0; i < 20; i++) {
                int answered = scene.get(group, "/").status();
                assertTrue(answered == 200 || System.nanoTime() - begun > FIRST.toNanos());
            }
            Await.until("it is tried again, in vain", () -> {
                scene.get(group, "/").result();
                return sick.requests.size() == 4;
            });
            status.set(200);
            Await.until("it serves again", () -> {
                scene.get(group, "/").result();
                return sick.requests.size() > 20;
            });
        }
    }

    /// While its trial is under way, no second request goes to an address that was left out.
    @Test
    void trial_isOneRequest() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger served = new AtomicInteger();
        try (RawServer sick = new RawServer((wire, _) -> {
                    while (true) {
                        wire.request();
                        if (served.incrementAndGet() > 3) {
                            end.await();
                        }
                        wire.answer(503, "sick");
                    }
                });
                RawServer well = RawServer.answering(200, "well");
                Scene scene = new Scene(settings())) {
            UpstreamGroup group = Scene.group(sick.url(), well.url());
            while (served.get() < 3) {
                scene.get(group, "/").result();
            }
            List<Call> calls = new ArrayList<>();
            Await.until("the trial is under way", () -> {
                calls.add(scene.get(group, "/"));
                return served.get() == 4;
            });
            for (int i = 0; i < 20; i++) {
                assertEquals(200, scene.get(group, "/").status());
            }
            assertEquals(4, served.get());
            end.countDown();
            for (Call call : calls) {
                call.result();
            }
        }
    }

    /// When all are left out, all are tried: what serves again is used at once.
    @Test
    void allDown_isSaidAndEndsWithTheFirstThatIsUp() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        UpstreamGroup group = Scene.group(URI.create("http://127.0.0.1:" + port), RawServer.nobody());
        UpstreamSettings settings = settings();
        try (Scene scene = new Scene(settings)) {
            for (int i = 0; i < 10; i++) {
                assertEquals(
                        ProblemCode.UPSTREAM_UNREACHABLE, scene.get(group, "/").problem());
            }
            try (RawServer up = new RawServer(
                    new ServerSocket(port, 50, InetAddress.getLoopbackAddress()),
                    (wire, _) -> wire.answerAll(200, "up"))) {
                assertEquals(200, scene.get(group, "/").status());
                assertEquals(200, scene.post(group, "/", "body").status());
                assertEquals(2, up.requests.size());
            }
        }
    }

    @Test
    void oneAddress_isNeverLeftOut() throws Exception {
        try (RawServer only = RawServer.answering(503, "busy");
                Scene scene = new Scene(settings())) {
            for (int i = 0; i < 10; i++) {
                assertEquals(503, scene.get(Scene.group(only.url()), "/").status());
            }
            assertEquals(10, only.requests.size());
        }
    }

    /// What an address is called and where its paths begin is its own matter.
    @Test
    void hostAndBasePath_areOfTheChosenAddress() throws Exception {
        List<String> heads = new ArrayList<>();
        RawServer.Service service = (wire, _) -> {
            while (true) {
                String head = wire.request();
                synchronized (heads) {
                    heads.add(head);
                }
                wire.answer(200, "");
            }
        };
        try (RawServer one = new RawServer(service);
                RawServer two = new RawServer(service);
                Scene scene = new Scene()) {
            UpstreamGroup group =
                    Scene.group(one.url().resolve("/first"), two.url().resolve("/second/base"), RawServer.nobody());
            for (int i = 0; i < 30; i++) {
                assertEquals(
                        200,
                        scene.send(HttpMethod.GET, group, "/path?q", List.of()).status());
            }
            assertTrue(one.requests.size() > 5 && two.requests.size() > 5);
            synchronized (heads) {
                for (String head : heads) {
                    boolean isFirst = head.startsWith("GET /first/path?q HTTP/1.1\n");
                    assertTrue(isFirst || head.startsWith("GET /second/base/path?q HTTP/1.1\n"), head);
                    int port = isFirst ? one.port() : two.port();
                    assertTrue(head.contains("\nhost: 127.0.0.1:" + port + "\n"), head);
                }
            }
        }
    }
}
