package dev.ostiary.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionPrefaceAndSettingsFrameWrittenEvent;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/// A connection of HTTP/2 to an upstream, carrying many calls at a time. It counts as made when the upstream's settings
/// have come, which also shows that HTTP/2 is what it speaks.
final class Http2Connection extends ChannelInboundHandlerAdapter {
    private static final long PING = 0x6f737469617279L;

    private final Channel channel;
    private final Endpoint endpoint;
    private final Upstreams upstreams;
    private final Consumer<Http2Connection> made;
    private final Http2StreamChannelBootstrap streams;
    private int maxStreams = Http2Codec.MAX_STREAMS;
    private int open;
    private boolean isMade;
    private boolean isRetired;
    private boolean isPingOut;
    private long pingedAt;
    private long lastRead;
    private long idleSince;

    Http2Connection(Channel channel, Endpoint endpoint, Upstreams upstreams, Consumer<Http2Connection> made) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.upstreams = upstreams;
        this.made = made;
        this.streams = new Http2StreamChannelBootstrap(channel);
        this.lastRead = upstreams.now();
        this.idleSince = lastRead;
    }

    /// Whether it can carry one more call.
    boolean hasRoom() {
        return !isRetired && open < maxStreams && channel.isActive();
    }

    /// Carries a call on a stream of its own.
    void serve(UpstreamCall call) {
        open++;
        Http2Stream stream = new Http2Stream(this, call);
        streams.handler(stream).open().addListener(opened -> {
            if (opened.isSuccess()) {
                stream.begin();
            } else {
                streamEnded();
                call.lost(Loss.UNPROCESSED);
            }
        });
    }

    boolean isTls() {
        return endpoint.origin().key().protocol() == Origin.Protocol.TLS;
    }

    /// A stream is through, in whichever way.
    void streamEnded() {
        open--;
        idleSince = upstreams.now();
        if (isRetired) {
            closeIfIdle();
        } else {
            endpoint.roomMade(this);
        }
    }

    /// Takes no more calls, and ends with the last of those it has.
    void retire() {
        isRetired = true;
        closeIfIdle();
    }

    void closeIfIdle() {
        if (open == 0) {
            channel.close();
        }
    }

    void close() {
        channel.close();
    }

    /// Closes what was idle for long, and asks for a sign of life where calls are open but nothing is heard.
    void sweep(long now) {
        UpstreamSettings settings = upstreams.network().settings();
        long patience = settings.pingAfter().toNanos();
        if (open == 0) {
            if (now - idleSince > settings.maxIdle().toNanos()) {
                channel.close();
            }
        } else if (isPingOut) {
            if (now - pingedAt > patience) {
                channel.close();
            }
        } else if (now - lastRead > patience) {
            isPingOut = true;
            pingedAt = now;
            channel.writeAndFlush(new DefaultHttp2PingFrame(PING));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ConnectionPrefaceAndSettingsFrameWrittenEvent) {
            context.writeAndFlush(new DefaultHttp2WindowUpdateFrame(
                    Http2Codec.CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof Http2SettingsFrame frame) {
                settings(frame.settings());
            } else if (message instanceof Http2GoAwayFrame) {
                retire();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void settings(Http2Settings settings) {
        Long allowed = settings.maxConcurrentStreams();
        if (allowed != null) {
            maxStreams = (int) Math.min(allowed, Http2Codec.MAX_STREAMS);
        }
        if (!isMade) {
            isMade = true;
            made.accept(this);
        } else if (allowed != null) {
            endpoint.roomMade(this);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        lastRead = upstreams.now();
        isPingOut = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isRetired = true;
        if (isMade) {
            endpoint.forget(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}
