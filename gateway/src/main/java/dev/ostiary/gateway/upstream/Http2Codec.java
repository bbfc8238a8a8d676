package dev.ostiary.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;

/// How HTTP/2 is spoken to an upstream, and how much of it is put up with: one that breaks these limits loses the
/// connection. Floods of settings, pings, empty frames and continuations are limited by Netty's own defaults.
final class Http2Codec {
    /// How many calls a connection carries at most, whatever the upstream allows.
    static final int MAX_STREAMS = 100;
    /// How much of each response may wait here for a client that reads slowly.
    static final int STREAM_WINDOW = 128 * 1024;
    /// So much that streams whose clients read slowly cannot hold up the others.
    static final int CONNECTION_WINDOW = MAX_STREAMS * STREAM_WINDOW;

    private static final int MAX_HEADER_LIST_SIZE = 64 * 1024;
    /// No upstream that means well gives up so many requests in ten seconds on one connection.
    private static final int MAX_RESETS = 20_000;

    private static final int RESETS_SECONDS = 10;

    private Http2Codec() {}

    static void add(ChannelPipeline pipeline) {
        Http2FrameCodecBuilder codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(new Http2Settings()
                        .pushEnabled(false)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(MAX_HEADER_LIST_SIZE))
                .gracefulShutdownTimeoutMillis(0)
                .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESETS_SECONDS);
        pipeline.addLast(codec.build(), new Http2MultiplexHandler(new Refusal()));
    }

    /// What an upstream opens of itself is not served. Push is switched off, so there is no such thing.
    private static final class Refusal extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel pushed) {
            pushed.close();
        }
    }
}
