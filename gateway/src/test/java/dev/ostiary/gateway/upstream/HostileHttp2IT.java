package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An upstream that breaks the rules of HTTP/2 costs its caller the response, and nobody anything else.
class HostileHttp2IT {
    private static final byte[] OK = Http2Frames.frame(
            Http2Frames.HEADERS, Http2Frames.END_HEADERS, Http2Frames.FIRST, Http2Frames.fields(":status", "200"));

    enum Attack {
        /// A head that never ends, in many small pieces.
        CONTINUATIONS(
                Http2Frames.frame(Http2Frames.HEADERS, 0, Http2Frames.FIRST, Http2Frames.fields(":status", "200")),
                Http2Frames.repeated(
                        Http2Frames.frame(Http2Frames.CONTINUATION, 0, Http2Frames.FIRST, Http2Frames.fields("a", "b")),
                        100_000)),
        EMPTY_CONTINUATIONS(
                Http2Frames.frame(Http2Frames.HEADERS, 0, Http2Frames.FIRST, Http2Frames.fields(":status", "200")),
                Http2Frames.repeated(
                        Http2Frames.frame(Http2Frames.CONTINUATION, 0, Http2Frames.FIRST, new byte[0]), 100_000)),
        /// A head of 1 MB, in pieces as large as they may be.
        LONG_HEAD(
                Http2Frames.frame(Http2Frames.HEADERS, 0, Http2Frames.FIRST, Http2Frames.fields(":status", "200")),
                Http2Frames.repeated(
                        Http2Frames.frame(
                                Http2Frames.CONTINUATION,
                                0,
                                Http2Frames.FIRST,
                                Http2Frames.repeated(Http2Frames.fields("name", "v".repeat(100)), 150)),
                        64)),
        EMPTY_DATA(
                OK,
                Http2Frames.repeated(Http2Frames.frame(Http2Frames.DATA, 0, Http2Frames.FIRST, new byte[0]), 100_000)),
        RESETS(Http2Frames.repeated(
                Http2Frames.frame(Http2Frames.RST_STREAM, 0, Http2Frames.FIRST, new byte[4]), 100_000)),
        PUSH(Http2Frames.frame(Http2Frames.PUSH_PROMISE, Http2Frames.END_HEADERS, Http2Frames.FIRST, new byte[] {
            0, 0, 0, 2, (byte) 0x82, (byte) 0x87, (byte) 0x84
        })),
        TOO_LARGE_FRAME(Http2Frames.frame(Http2Frames.DATA, 0, Http2Frames.FIRST, new byte[20_000])),
        STREAM_NOBODY_OPENED(Http2Frames.frame(
                Http2Frames.HEADERS, Http2Frames.END_HEADERS, 99, Http2Frames.fields(":status", "200"))),
        BEYOND_THE_WINDOW(
                OK,
                Http2Frames.repeated(
                        Http2Frames.frame(Http2Frames.DATA, 0, Http2Frames.FIRST, new byte[16_000]), 2000)),
        NO_STATUS(Http2Frames.frame(
                Http2Frames.HEADERS,
                Http2Frames.END_HEADERS,
                Http2Frames.FIRST,
                Http2Frames.fields("content-type", "x"))),
        BAD_STATUS(Http2Frames.frame(
                Http2Frames.HEADERS, Http2Frames.END_HEADERS, Http2Frames.FIRST, Http2Frames.fields(":status", "2x0"))),
        SWITCHING(Http2Frames.frame(
                Http2Frames.HEADERS, Http2Frames.END_HEADERS, Http2Frames.FIRST, Http2Frames.fields(":status", "101"))),
        INJECTED_LINE(Http2Frames.frame(
                Http2Frames.HEADERS,
                Http2Frames.END_HEADERS,
                Http2Frames.FIRST,
                Http2Frames.fields(":status", "200", "x", "a\r\nset-cookie: b"))),
        UPPER_CASE_NAME(Http2Frames.frame(
                Http2Frames.HEADERS,
                Http2Frames.END_HEADERS,
                Http2Frames.FIRST,
                Http2Frames.fields(":status", "200", "X-Name", "a"))),
        REQUEST_PSEUDO_HEADER(Http2Frames.frame(
                Http2Frames.HEADERS,
                Http2Frames.END_HEADERS,
                Http2Frames.FIRST,
                Http2Frames.fields(":status", "200", ":path", "/"))),
        LENGTH_THAT_LIES(
                Http2Frames.frame(
                        Http2Frames.HEADERS,
                        Http2Frames.END_HEADERS,
                        Http2Frames.FIRST,
                        Http2Frames.fields(":status", "200", "content-length", "5")),
                Http2Frames.frame(Http2Frames.DATA, Http2Frames.END_STREAM, Http2Frames.FIRST, new byte[9])),
        NO_HTTP2("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));

        private final byte[] bytes;

        Attack(byte[]... parts) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            bytes = all.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void attack_endsTheCallWithAProblem(Attack attack) throws Exception {
        long before = buffers();
        try (RawServer hostile = new RawServer((wire, _) -> {
                    wire.send(Http2Frames.SETTINGS);
                    wire.awaitHeaders();
                    wire.send(Http2Frames.SETTINGS_ACK);
                    wire.send(attack.bytes);
                    wire.awaitEnd();
                });
                Http2Server good = new Http2Server(stream -> stream.answer(200, "good"));
                Scene scene = new Scene()) {
            scene.onResponse(upstream -> upstream.setReading(attack != Attack.BEYOND_THE_WINDOW));
            Call call = scene.post(Scene.group(hostile.url("h2c")), "/", "body");
            ProblemCode problem = call.problem();
            assertTrue(
                    problem == ProblemCode.UPSTREAM_INVALID || problem == ProblemCode.UPSTREAM_CLOSED,
                    "ended with " + problem);
            scene.onResponse(_ -> {});
            assertEquals(
                    "good", scene.get(Scene.group(good.url()), "/").result().body());
            assertTrue(buffers() - before < 24 * 1024 * 1024, "buffers grew by " + (buffers() - before));
        }
    }

    /// One that asks for endless answers to settings and pings, and reads none, is cut off.
    @ParameterizedTest
    @EnumSource
    void floodOfQuestions_endsTheConnection(Flood flood) throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        byte[] many = Http2Frames.repeated(flood.frame, 10_000);
        ServerSocket listener = new ServerSocket();
        listener.setReceiveBufferSize(4096);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (RawServer hostile = new RawServer(listener, (wire, _) -> {
                    wire.send(Http2Frames.SETTINGS);
                    wire.awaitHeaders();
                    try {
                        for (int i = 0; i < 2000; i++) {
                            wire.send(many);
                        }
                    } catch (IOException closed) {
                        cut.countDown();
                    }
                });
                Scene scene = new Scene()) {
            Call call = scene.post(Scene.group(hostile.url("h2c")), "/", "body");
            assertTrue(cut.await(30, TimeUnit.SECONDS));
            assertEquals(ProblemCode.UPSTREAM_CLOSED, call.problem());
        }
    }

    enum Flood {
        PINGS(Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[8])),
        SETTINGS(Http2Frames.SETTINGS);

        private final byte[] frame;

        Flood(byte[] frame) {
            this.frame = frame;
        }
    }

    /// An upstream that allows no streams at all is not asked again and again.
    @Test
    void noStreamsAllowed_isUnreachable() throws Exception {
        try (RawServer stingy = new RawServer((wire, _) -> {
                    wire.send(Http2Frames.frame(Http2Frames.SETTINGS_TYPE, 0, 0, new byte[] {0, 3, 0, 0, 0, 0}));
                    wire.awaitEnd();
                });
                Scene scene = new Scene()) {
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    scene.get(Scene.group(stingy.url("h2c")), "/").problem());
            assertEquals(1, stingy.connections.get());
        }
    }

    private static long buffers() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
