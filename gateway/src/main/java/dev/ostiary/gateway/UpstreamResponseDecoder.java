package dev.ostiary.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/// Reads responses of an upstream. Bytes that nobody asked for are not kept, lest they become the answer to the next
/// request: they close the connection.
final class UpstreamResponseDecoder extends HttpResponseDecoder {
    private static final int MAX_HEAD_SIZE = 64 * 1024;

    private final UpstreamConnection connection;

    UpstreamResponseDecoder(UpstreamConnection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_HEAD_SIZE)
                .setMaxHeaderSize(MAX_HEAD_SIZE)
                .setMaxChunkSize(Integer.MAX_VALUE));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (connection.isServing()) {
            super.channelRead(context, message);
        } else {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    /// A second response behind the one that was asked for has come as far as its first line.
    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        if (!connection.isServing()) {
            connection.close();
        }
        return super.createMessage(initialLine);
    }

    /// A response to `HEAD` has no body, whatever its headers say of one.
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return connection.isServingHead() || super.isContentAlwaysEmpty(message);
    }

    /// Whether there are bytes that belong to no response yet.
    boolean hasLeftover() {
        return actualReadableBytes() > 0;
    }
}
