package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request is sent again only if it cannot have been carried out, or if that makes no difference; and never for ever.
class ReplayIT {
    /// A server that answers the first request of each connection, and closes the first connections when a second
    /// one has come, as one does that gave up waiting for it.
    private static RawServer closingWhenReused(int times) throws Exception {
        return new RawServer((wire, number) -> {
            wire.request();
            wire.answer(200, "first");
            wire.request();
            if (number > times) {
                wire.answer(200, "second");
                wire.answerAll(200, "more");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "DELETE", "PUT"})
    void closedWhenReused_idempotentIsSentAgain(String method) throws Exception {
        try (RawServer server = new RawServer((wire, number) -> {
                    wire.request();
                    wire.send("HTTP/1.1 204 No\r\n\r\n");
                    wire.request();
                    if (number == 2) {
                        wire.send("HTTP/1.1 204 No\r\n\r\n");
                    }
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals(204, scene.get(group, "/first").status());
            assertEquals(
                    204,
                    scene.send(HttpMethod.valueOf(method), group, "/again", List.of())
                            .status());
            assertEquals(2, server.connections.get());
            assertEquals(
                    2,
                    server.requests.stream()
                            .filter(line -> line.equals(method + " /again HTTP/1.1"))
                            .count());
        }
    }

    /// The body is sent again too, when it was short.
    @Test
    void closedWhenReused_bodyIsSentAgain() throws Exception {
        try (RawServer server = closingWhenReused(1);
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            scene.get(group, "/").status();
            assertEquals(
                    200,
                    scene.send(HttpMethod.PUT, group, "/", List.of("some ", "body"))
                            .status());
            assertEquals(List.of("", "some body", "some body"), List.copyOf(server.bodies));
        }
    }

    /// More than a little is not kept, and so not sent again.
    @Test
    void closedWhenReused_longBodyIsNotSentAgain() throws Exception {
        String long_ = "x".repeat(100_000);
        try (RawServer server = closingWhenReused(1);
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            scene.get(group, "/").status();
            assertEquals(
                    ProblemCode.UPSTREAM_CLOSED,
                    scene.send(HttpMethod.PUT, group, "/", List.of(long_)).problem());
            assertEquals(2, server.requests.size());
        }
    }

    /// What was sent of a POST may have been carried out: it is never sent twice.
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void closedWhenReused_otherMethodsAreNotSentAgain(String method) throws Exception {
        try (RawServer server = closingWhenReused(1);
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            scene.get(group, "/").status();
            for (int i = 0; i < 2; i++) {
                List<String> body = i == 0 ? List.of("body") : List.of();
                Call call = scene.send(HttpMethod.valueOf(method), group, "/" + i, body);
                if (i == 0) {
                    assertEquals(ProblemCode.UPSTREAM_CLOSED, call.problem());
                } else {
                    assertEquals(200, call.status());
                }
            }
            assertEquals(
                    List.of("GET / HTTP/1.1", method + " /0 HTTP/1.1", method + " /1 HTTP/1.1"),
                    List.copyOf(server.requests));
        }
    }

    /// Only a connection that may have grown old excuses: a new one that is closed is the upstream's answer.
    @Test
    void closedWhenNew_isNotSentAgain() throws Exception {
        try (RawServer server = new RawServer((wire, _) -> wire.request());
                Scene scene = new Scene()) {
            assertEquals(
                    ProblemCode.UPSTREAM_CLOSED,
                    scene.get(Scene.group(server.url()), "/").problem());
            assertEquals(1, server.requests.size());
        }
    }

    @Test
    void closedInTheResponse_isNotSentAgain() throws Exception {
        try (RawServer server = new RawServer((wire, _) -> {
                    wire.request();
                    wire.answer(200, "first");
                    wire.request();
                    wire.send("H");
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            scene.get(group, "/").status();
            assertEquals(ProblemCode.UPSTREAM_CLOSED, scene.get(group, "/").problem());
            assertEquals(2, server.requests.size());
        }
    }

    /// The second try has a connection of its own, and is the last.
    @Test
    void closedTwice_isSaid() throws Exception {
        CountDownLatch bothAreHere = new CountDownLatch(2);
        try (RawServer server = new RawServer((wire, number) -> {
                    wire.request();
                    if (number < 3) {
                        bothAreHere.countDown();
                        bothAreHere.await();
                        wire.answer(200, "first");
                        wire.request();
                    }
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            Call one = scene.get(group, "/");
            Call two = scene.get(group, "/");
            one.status();
            two.status();
            assertEquals(ProblemCode.UPSTREAM_CLOSED, scene.get(group, "/").problem());
            assertEquals(4, server.requests.size());
            assertEquals(3, server.connections.get());
        }
    }

    /// Nothing of a request arrives where the connection was reset before it was written: any method may go again,
    /// if the connection was idle for long enough to be doubted.
    @Test
    void resetBeforeItWasSent_anyMethodIsSentAgain() throws Exception {
        CountDownLatch close = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer((wire, number) -> {
                    wire.request();
                    wire.answer(200, "first");
                    if (number == 1) {
                        close.await();
                        wire.reset();
                        closed.countDown();
                    } else {
                        wire.answerAll(200, "more");
                    }
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            scene.get(group, "/").status();
            long idleSince = System.nanoTime();
            Await.until("the connection is doubtful", () -> System.nanoTime() - idleSince > 1_200_000_000L);
            // The event loop does not learn of the reset before it has written.
            scene.loop().execute(() -> {
                close.countDown();
                try {
                    assertTrue(closed.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            });
            assertEquals(200, scene.post(group, "/", "some ", "body").status());
            assertEquals(List.of("GET / HTTP/1.1", "POST / HTTP/1.1"), List.copyOf(server.requests));
            assertEquals(List.of("", "some body"), List.copyOf(server.bodies));
        }
    }

    /// An idle connection that the upstream closes is gone before the next request.
    @Test
    void closedWhileIdle_isNotUsed() throws Exception {
        try (RawServer server = new RawServer((wire, _) -> {
                    wire.request();
                    wire.answer(200, "only");
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            for (int i = 0; i < 10; i++) {
                assertEquals(200, scene.post(group, "/", "body").status());
                Await.until("the connection is given up", () -> scene.hasNoConnection(server.url()));
            }
            assertEquals(10, server.requests.size());
        }
    }

    /// Where the upstream says how long it waits, the connection is given up before.
    @Test
    void keepAliveTimeout_isHonoured() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer((wire, _) -> {
                    wire.request();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nKeep-Alive: timeout=2, max=9\r\n\r\n");
                    long since = System.nanoTime();
                    wire.awaitEnd();
                    if (System.nanoTime() - since < 1_900_000_000L) {
                        ended.countDown();
                    }
                });
                Scene scene = new Scene()) {
            assertEquals(200, scene.get(Scene.group(server.url()), "/").status());
            assertTrue(ended.await(10, TimeUnit.SECONDS));
        }
    }
}
