package dev.ostiary.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2PriorityFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.codec.http2.Http2UnknownFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A client's connection that speaks HTTP/2. Holds its streams together.
final class Http2Connection extends ChannelInboundHandlerAdapter implements OpenConnection {
    private static final int STREAM_WINDOW = 256 * 1024;
    private static final int CONNECTION_WINDOW = 1024 * 1024;
    private static final int WINDOW_SECONDS = 10;
    /// Resets by the client, and resets by the gateway for what the client did wrong (CVE-2023-44487,
    /// CVE-2025-8671).
    private static final int MAX_RESETS = 200;
    /// Answers that wait for a client that does not read.
    private static final int MAX_QUEUED = 1000;
    private static final long DRAIN_PING = 0x6f737469617279L;
    private static final long DRAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Channel channel;
    private final ClientAddress address;
    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final Http2FrameMeter meter;
    private final Set<Http2ClientStream> streams = new LinkedHashSet<>();
    private int position;
    private boolean isGone;
    private boolean isCalmed;
    private long idleSince;
    /// When the client was told to open no more streams; 0 before.
    private long drainSince;
    private boolean isLastCallOver;

    Http2Connection(Channel channel, ClientAddress address, GatewayLoop loop, GatewayContext gateway) {
        this.channel = channel;
        this.address = address;
        this.loop = loop;
        this.gateway = gateway;
        this.meter = new Http2FrameMeter(loop::now, this::calm);
        this.idleSince = loop.now();
    }

    /// Takes the connection over, which is active.
    void begin() {
        loop.add(this);
        ClientLimits limits = gateway.settings().limits();
        Http2FrameCodecBuilder codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(new Http2Settings()
                        .maxConcurrentStreams(limits.maxStreams())
                        .initialWindowSize(STREAM_WINDOW)
                        // Beyond this the codec refuses without a word of why; up to it, [Http2ClientStream] does with.
                        .maxHeaderListSize(2L * limits.maxHeadersBytes()))
                .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, WINDOW_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MAX_RESETS, WINDOW_SECONDS)
                .encoderEnforceMaxQueuedControlFrames(MAX_QUEUED)
                .decoupleCloseAndGoAway(true);
        channel.pipeline().addLast(meter, codec.build(), this, new Http2MultiplexHandler(new StreamInitializer()));
    }

    ClientAddress address() {
        return address;
    }

    void add(Http2ClientStream stream) {
        streams.add(stream);
    }

    void remove(Http2ClientStream stream) {
        streams.remove(stream);
        idleSince = loop.now();
        if (streams.isEmpty() && isLastCallOver) {
            channel.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.writeAndFlush(
                new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            // Nothing is made of them, and a stream that is not read would have to keep them.
            case Http2UnknownFrame unknown -> unknown.release();
            case Http2PriorityFrame _ -> {}
            case Http2StreamFrame frame -> context.fireChannelRead(frame);
            case Http2PingFrame ping -> {
                if (ping.ack() && ping.content() == DRAIN_PING && drainSince != 0) {
                    lastCallOver();
                }
            }
            default -> ReferenceCountUtil.release(message);
        }
    }

    /// Ends the connection of a client that makes work for nothing.
    private void calm() {
        if (channel.isActive() && !isCalmed) {
            isCalmed = true;
            channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /// Streams that are not read would not notice by themselves.
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!isGone) {
            isGone = true;
            loop.remove(this);
        }
        List<Http2ClientStream> left = new ArrayList<>(streams);
        context.fireChannelInactive();
        left.forEach(Http2ClientStream::close);
    }

    /// A client that breaks off or breaks the rules is not an error; the codec tells it.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2FrameStreamException) {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void check(long now, Instant instant) {
        for (Http2ClientStream stream : streams) {
            stream.check(now, instant);
        }
        if (meter.isStuck(now, gateway.settings().timeouts().head().toNanos())) {
            channel.close();
        } else if (drainSince != 0) {
            if (!isLastCallOver && now - drainSince > DRAIN_NANOS) {
                lastCallOver();
            }
        } else if (streams.isEmpty()
                && now - idleSince > gateway.settings().timeouts().keepAlive().toNanos()) {
            drain();
        }
    }

    /// Tells the client to open no more streams, and serves those that it opens before it hears it (RFC 9113,
    /// section
    /// 6.8).
    @Override
    public void drain() {
        if (drainSince != 0) {
            return;
        }
        drainSince = Math.max(1, loop.now());
        channel.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
        channel.writeAndFlush(new DefaultHttp2PingFrame(DRAIN_PING));
    }

    private void lastCallOver() {
        if (isLastCallOver) {
            return;
        }
        isLastCallOver = true;
        channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        if (streams.isEmpty()) {
            channel.close();
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public void position(int at) {
        position = at;
    }

    private final class StreamInitializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel stream) {
            stream.pipeline().addLast(new Http2ClientStream(stream, Http2Connection.this, loop, gateway));
        }
    }
}
