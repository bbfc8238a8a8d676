package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After a `101` the connection belongs to whoever asked for it, byte for byte.
class TunnelIT {
    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    /// Gathers what comes.
    private static final class Reader extends ChannelInboundHandlerAdapter {
        private final StringBuilder text = new StringBuilder();
        final CountDownLatch ended = new CountDownLatch(1);

        /// All of it, once the connection has ended.
        String text() throws InterruptedException {
            assertTrue(ended.await(10, TimeUnit.SECONDS));
            return text.toString();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            text.append(bytes.toString(ISO_8859_1));
            bytes.release();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended.countDown();
        }
    }

    /// Bytes that come with the `101`, in whatever pieces, and all that come later are the reader's.
    @ParameterizedTest
    @ValueSource(strings = {"", "|", "early", "|early", "ear|ly"})
    void bytesAfterTheSwitch_areTheReaders(String early) throws Exception {
        String beginning = early.startsWith("|") ? SWITCHING.substring(0, 30) : SWITCHING;
        String all = SWITCHING + early.replace("|", "");
        int cut = early.startsWith("|") ? beginning.length() : SWITCHING.length() + Math.max(early.indexOf('|'), 0);
        CountDownLatch rest = new CountDownLatch(1);
        try (RawServer server = new RawServer((wire, _) -> {
                    String head = wire.request();
                    assertTrue(head.contains("upgrade: websocket"), head);
                    if (early.contains("|")) {
                        wire.send(all.substring(0, cut));
                        assertFalse(rest.await(50, TimeUnit.MILLISECONDS));
                        wire.send(all.substring(cut));
                    } else {
                        wire.send(all);
                    }
                    wire.send("<" + new String(wire.in.readNBytes(5), ISO_8859_1) + ">");
                });
                Scene scene = new Scene()) {
            Reader reader = new Reader();
            AtomicReference<Channel> tunnel = new AtomicReference<>();
            scene.onResponse(upstream -> tunnel.set(upstream.becomeTunnel(reader)));
            Call call = scene.upgrade(Scene.group(server.url()), "/socket");
            assertTrue(call.responseCame.await(10, TimeUnit.SECONDS));
            tunnel.get().writeAndFlush(Unpooled.copiedBuffer("hello", ISO_8859_1));
            assertEquals(early.replace("|", "") + "<hello>", reader.text());
            assertTrue(scene.hasNoConnection(server.url()));
        }
    }

    /// A refusal is an ordinary response; its connection is used for nothing else.
    @Test
    void refusedUpgrade_isAnOrdinaryResponse() throws Exception {
        try (RawServer server = RawServer.answering(403, "no");
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals("no", scene.upgrade(group, "/").result().body());
            assertEquals(403, scene.upgrade(group, "/").status());
            assertEquals(2, server.connections.get());
        }
    }

    /// A switch that nobody asked for, or that nobody takes up, ends the connection.
    @Test
    void unwantedSwitch_isInvalid() throws Exception {
        try (RawServer server = new RawServer((wire, _) -> {
                    wire.request();
                    wire.send(SWITCHING + "bytes");
                    wire.awaitEnd();
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals(ProblemCode.UPSTREAM_INVALID, scene.get(group, "/").problem());
            assertEquals(ProblemCode.UPSTREAM_INVALID, scene.upgrade(group, "/").problem());
            Await.until("both are closed", () -> server.open.get() == 0);
        }
    }
}
