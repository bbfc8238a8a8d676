package dev.ostiary.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// By HTTP/2, too, one side sends no faster than the other takes it, and nobody waits for a side that is gone.
class Http2FlowIT {
    private static final int PIECE = 16 * 1024;
    private static final int PIECES = 1000;

    /// While the caller reads nothing, the upstream can send no more than the stream's window, and other streams go
    /// on.
    @Test
    void slowReader_stopsItsStreamOnly() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (Http2Server server = new Http2Server(stream -> {
                    if (!stream.path().equals("/large")) {
                        stream.answer(200, "small");
                        return;
                    }
                    stream.head(200, false);
                    for (int i = 1; i <= PIECES; i++) {
                        stream.channel
                                .writeAndFlush(
                                        new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(new byte[PIECE]), i == PIECES))
                                .addListener(_ -> sent.addAndGet(PIECE));
                    }
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            scene.onResponse(upstream -> upstream.setReading(false));
            Call large = scene.get(group, "/large");
            assertTrue(large.responseCame.await(10, TimeUnit.SECONDS));
            scene.onResponse(_ -> {});
            for (int i = 0; i < 50; i++) {
                assertEquals("small", scene.get(group, "/small").result().body());
            }
            assertTrue(sent.get() <= 2L * Http2Codec.STREAM_WINDOW, "sent " + sent.get());
            assertTrue(large.received.get() <= PIECE * 2L, "received " + large.received.get());
            scene.loop().execute(() -> large.upstream().setReading(true));
            assertEquals(200, large.status());
            assertEquals((long) PIECE * PIECES, large.received.get());
            assertEquals(1, server.connections.get());
        }
    }

    /// While the upstream reads nothing, no more can be sent than its window and one buffer; then all of it
    /// arrives.
    @Test
    void slowUpstream_stopsTheBody() throws Exception {
        List<Http2Server.Stream> slow = new CopyOnWriteArrayList<>();
        try (Http2Server server = new Http2Server(
                        stream -> stream.answer(200, "" + stream.body().length()));
                Scene scene = new Scene()) {
            server.onHead = stream -> {
                stream.channel.config().setAutoRead(false);
                slow.add(stream);
            };
            UpstreamGroup group = Scene.group(server.url());
            HttpRequest request = Scene.request(HttpMethod.POST, group, "/", List.of());
            request.headers().set("transfer-encoding", "chunked");
            Call call = scene.begin(request, group);
            Await.until("the head is there", () -> slow.size() == 1);
            AtomicLong left = new AtomicLong(PIECES);
            AtomicLong taken = new AtomicLong();
            Runnable pump = () -> {
                while (left.get() > 0 && call.upstream().isWritable()) {
                    call.upstream().write(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[PIECE])));
                    call.upstream().flush();
                    taken.addAndGet(PIECE);
                    if (left.decrementAndGet() == 0) {
                        call.upstream().write(LastHttpContent.EMPTY_LAST_CONTENT);
                        call.upstream().flush();
                    }
                }
            };
            scene.loop().execute(() -> {
                call.onWritable(pump);
                pump.run();
            });
            Await.until(
                    "it takes no more",
                    () -> scene.loop()
                            .submit(() -> taken.get() > 0 && !call.upstream().isWritable())
                            .get());
            assertTrue(taken.get() < 1_000_000, "took " + taken.get());
            slow.getFirst().channel.config().setAutoRead(true);
            assertEquals("" + PIECE * PIECES, call.result().body());
        }
    }

    /// A connection whose other side has vanished is given up; one whose other side is only slow is not.
    @Test
    void silentConnection_isAskedForASignOfLife() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer vanished = new RawServer((wire, _) -> {
                    wire.send(Http2Frames.SETTINGS);
                    wire.awaitEnd();
                    closed.countDown();
                });
                Http2Server slow = new Http2Server(
                        new Http2Settings(),
                        null,
                        stream -> stream.channel
                                .eventLoop()
                                .schedule(() -> stream.answer(200, "slow"), 1500, TimeUnit.MILLISECONDS));
                Scene scene = new Scene(Scene.pinging(Duration.ofMillis(200)))) {
            Call lost = scene.post(Scene.group(vanished.url("h2c")), "/", "body");
            Call kept = scene.get(Scene.group(slow.url()), "/");
            assertEquals(ProblemCode.UPSTREAM_CLOSED, lost.problem());
            assertTrue(closed.await(10, TimeUnit.SECONDS));
            assertEquals("slow", kept.result().body());
        }
    }
}
