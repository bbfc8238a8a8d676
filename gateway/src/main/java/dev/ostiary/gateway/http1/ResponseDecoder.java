package dev.ostiary.gateway.http1;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/// Makes the responses of an upstream out of bytes. Bytes that nobody asked for are not kept, lest they become the
/// answer to the next request: they close the connection. A response that is malformed or too large comes as one
/// whose `decoderResult` says why, and nothing is read after it. What follows a 101 is handed on as it is.
public final class ResponseDecoder extends MessageDecoder {
    private static final int MAX_HEAD = 64 * 1024;
    private static final HeadLimits LIMITS = new HeadLimits(MAX_HEAD, MAX_HEAD, 1000, 0, 192);

    /// What the decoder has to know of the connection it reads.
    public interface Connection {
        /// Whether a response is awaited.
        boolean isServing();

        /// Whether the response that is awaited is one to `HEAD`, and so has no body, whatever its headers say
        /// of one.
        boolean isServingHead();

        /// Bytes have come while a response is awaited.
        default void bytesArrived() {}
    }

    private final Connection connection;
    private final StatusLine line;
    private boolean hasLeftover;
    private boolean isBroken;

    /// Makes the decoder of one connection.
    public ResponseDecoder(Connection connection) {
        this(connection, new StatusLine());
    }

    private ResponseDecoder(Connection connection, StatusLine line) {
        super(line, LIMITS);
        this.connection = connection;
        this.line = line;
    }

    /// Whether bytes came that belong to no response.
    public boolean hasLeftover() {
        return hasLeftover;
    }

    @Override
    boolean accepts(ChannelHandlerContext context) {
        boolean isAwaited = mayBegin(context);
        if (isAwaited) {
            connection.bytesArrived();
        }
        return isAwaited;
    }

    @Override
    boolean mayBegin(ChannelHandlerContext context) {
        if (connection.isServing()) {
            return true;
        }
        hasLeftover = true;
        context.close();
        return false;
    }

    @Override
    void begin(ChannelHandlerContext context, FlatHeaders headers) {
        HttpResponseStatus status = line.status();
        long framing = Framing.of(headers);
        boolean isWhole = framing == 0 || isWithoutBody(status.code()) || connection.isServingHead();
        if (!isWhole) {
            beginBody(framing);
        } else if (status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            beginRaw();
        }
        context.fireChannelRead(new DefaultHttpResponse(line.version(), status, headers));
        if (isWhole) {
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private static boolean isWithoutBody(int code) {
        return code < 200
                || code == HttpResponseStatus.NO_CONTENT.code()
                || code == HttpResponseStatus.NOT_MODIFIED.code();
    }

    @Override
    void refuse(ChannelHandlerContext context, BadMessage bad) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_0, HttpResponseStatus.BAD_GATEWAY, Unpooled.EMPTY_BUFFER);
        response.setDecoderResult(bad.result());
        context.fireChannelRead(response);
    }

    /// A connection that broke has not ended its response.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        isBroken = true;
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isUntilClose() && !isBroken && connection.isServing()) {
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
            context.fireChannelReadComplete();
        }
        context.fireChannelInactive();
    }
}
