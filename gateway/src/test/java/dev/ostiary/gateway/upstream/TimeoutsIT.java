package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Nothing is waited for longer than is set, and what is slow but alive is not taken for dead.
class TimeoutsIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static UpstreamSettings settings(
            Duration connect, Duration response, Duration idle, Duration events, @Nullable Duration whole) {
        return UpstreamSettings.USUAL.with(new UpstreamTimeouts(connect, response, idle, events, whole));
    }

    /// An address that does not answer is given up in time, and the next one asked.
    @Test
    void connect_isGivenUp() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RawServer up = RawServer.answering(200, "up");
                Scene scene = new Scene(settings(SHORT, LONG, LONG, LONG, null))) {
            fill(full, queue);
            URI unanswered = URI.create("http://127.0.0.1:" + full.getLocalPort());
            long begun = System.nanoTime();
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    scene.get(Scene.group(unanswered), "/").problem());
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos());
            for (int i = 0; i < 4; i++) {
                assertEquals(
                        200,
                        scene.post(Scene.group(unanswered, up.url()), "/", "body")
                                .status());
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket listener, List<Socket> queue) throws Exception {
        while (queue.size() < 100) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    /// The time for the response begins when there is a connection: a slow name service makes an upstream
    /// unreachable, not slow.
    @Test
    void nameThatIsNotFoundInTime_isUnreachable() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HostResolver slow = host -> {
            try {
                assertTrue(end.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        Duration instant = Duration.ofMillis(50);
        try (Scene scene = new Scene(settings(Duration.ofSeconds(1), instant, instant, instant, null), slow)) {
            Call call = scene.get(Scene.group(URI.create("http://agent.test")), "/");
            assertEquals(ProblemCode.UPSTREAM_UNREACHABLE, call.problem());
            end.countDown();
        }
    }

    /// The TLS handshake and the first word of HTTP/2 belong to the connection.
    @Test
    void connect_includesWhatIsSaidFirst() throws Exception {
        try (RawServer silent = new RawServer((wire, _) -> wire.awaitEnd());
                Scene scene = new Scene(settings(SHORT, LONG, LONG, LONG, null))) {
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    scene.get(Scene.group(silent.url("https")), "/").problem());
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    scene.get(Scene.group(silent.url("h2c")), "/").problem());
        }
    }

    @Test
    void response_isGivenUp() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer silent = new RawServer((wire, _) -> {
                    wire.request();
                    wire.awaitEnd();
                    ended.countDown();
                });
                Scene scene = new Scene(settings(LONG, SHORT, LONG, LONG, null))) {
            assertEquals(
                    ProblemCode.UPSTREAM_TIMEOUT,
                    scene.post(Scene.group(silent.url()), "/", "body").problem());
            assertTrue(ended.await(10, TimeUnit.SECONDS));
        }
    }

    /// By HTTP/2 the stream ends, and the connection serves on.
    @Test
    void response_isGivenUpByHttp2() throws Exception {
        try (Http2Server server = new Http2Server(new Http2Settings(), null, stream -> {
                    if (stream.path().equals("/")) {
                        stream.answer(200, "well");
                    }
                });
                Scene scene = new Scene(settings(LONG, SHORT, LONG, LONG, null))) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals(
                    ProblemCode.UPSTREAM_TIMEOUT, scene.get(group, "/silent").problem());
            assertEquals(8L, server.resets.poll(10, TimeUnit.SECONDS));
            assertEquals("well", scene.get(group, "/").result().body());
            assertEquals(1, server.connections.get());
        }
    }

    @Test
    void body_isGivenUpWhenItStandsStill() throws Exception {
        try (RawServer half = new RawServer((wire, _) -> {
                    wire.request();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    wire.awaitEnd();
                });
                Scene scene = new Scene(settings(LONG, LONG, SHORT, LONG, null))) {
            Call.Result result = scene.get(Scene.group(half.url()), "/").result();
            assertEquals(ProblemCode.UPSTREAM_TIMEOUT, result.problem());
            assertEquals("half", result.body());
        }
    }

    /// One that comes slowly does not stand still.
    @Test
    void body_mayComeSlowly() throws Exception {
        try (RawServer slow = new RawServer((wire, _) -> {
                    wire.request();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
                    trickle(wire, 10);
                });
                Scene scene = new Scene(settings(LONG, LONG, SHORT, LONG, null))) {
            assertEquals(
                    "x".repeat(10),
                    scene.get(Scene.group(slow.url()), "/").result().body());
        }
    }

    private static void trickle(RawServer.Wire wire, int count) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            assertFalse(never.await(100, TimeUnit.MILLISECONDS));
            wire.send("x");
        }
    }

    /// Between events there may be long silence, for which there is a limit of its own.
    @Test
    void eventStream_hasItsOwnLimit() throws Exception {
        RawServer.Service events = (wire, _) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n");
            wire.send("Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
            CountDownLatch never = new CountDownLatch(1);
            assertFalse(never.await(900, TimeUnit.MILLISECONDS));
            wire.send("1\r\nb\r\n0\r\n\r\n");
        };
        try (RawServer server = new RawServer(events);
                Scene patient = new Scene(settings(LONG, LONG, SHORT, LONG, null));
                Scene impatient = new Scene(settings(LONG, LONG, LONG, SHORT, null))) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals("ab", patient.get(group, "/").result().body());
            assertEquals(ProblemCode.UPSTREAM_TIMEOUT, impatient.get(group, "/").problem());
        }
    }

    @Test
    void whole_endsWhatGoesOnAndOn() throws Exception {
        try (RawServer endless = new RawServer((wire, _) -> {
                    wire.request();
                    wire.send("HTTP/1.1 200 OK\r\n\r\n");
                    trickle(wire, 100);
                });
                Scene scene = new Scene(settings(LONG, LONG, LONG, LONG, Duration.ofMillis(700)))) {
            Call.Result result = scene.get(Scene.group(endless.url()), "/").result();
            assertEquals(ProblemCode.UPSTREAM_TIMEOUT, result.problem());
            assertTrue(result.body().length() > 1);
        }
    }

    /// What a route says counts for it, and for nobody else.
    @Test
    void route_hasItsOwn() throws Exception {
        try (RawServer slow = new RawServer((wire, _) -> {
                    wire.request();
                    CountDownLatch never = new CountDownLatch(1);
                    assertFalse(never.await(900, TimeUnit.MILLISECONDS));
                    wire.answer(200, "slow");
                });
                Scene scene = new Scene(settings(LONG, LONG, LONG, LONG, null))) {
            UpstreamGroup usual = Scene.group(slow.url());
            UpstreamGroup hasty = new UpstreamGroup(
                    List.of(new UpstreamUrl(slow.url())),
                    new RouteTimeouts(Optional.of(SHORT), Optional.empty(), Optional.empty()));
            Call one = scene.get(usual, "/");
            Call two = scene.get(hasty, "/");
            assertEquals(ProblemCode.UPSTREAM_TIMEOUT, two.problem());
            assertEquals(200, one.status());
        }
    }

    /// It is not the upstream's fault when the client sends nothing on.
    @Test
    void upload_thatStandsStillIsTheClients() throws Exception {
        try (RawServer server = RawServer.answering(200, "well");
                Scene scene = new Scene(settings(LONG, LONG, SHORT, LONG, null))) {
            UpstreamGroup group = Scene.group(server.url());
            HttpRequest request = Scene.request(HttpMethod.POST, group, "/", List.of("body"));
            assertEquals(
                    ProblemCode.REQUEST_TIMEOUT, scene.begin(request, group).problem());
        }
    }
}
