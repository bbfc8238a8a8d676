package dev.ostiary.gateway.http1;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/// Makes the requests of a client out of bytes. One that is malformed or too large comes as a request whose
/// `decoderResult` says why, and nothing is read after it.
public final class RequestDecoder extends MessageDecoder {
    private static final HeadLimits LIMITS = new HeadLimits(16 * 1024, 32 * 1024, 100, 2, 640);

    private final Runnable bytesArrived;
    private final RequestLine line;

    /// Makes the decoder of one connection.
    ///
    /// @param bytesArrived run whenever bytes have come, before they are read
    public RequestDecoder(Runnable bytesArrived) {
        this(bytesArrived, new RequestLine(), LIMITS);
    }

    /// Makes the decoder of one connection with limits of its own.
    ///
    /// @param bytesArrived run whenever bytes have come, before they are read
    /// @param maxHeaders how many headers there may be
    /// @param maxHeadersBytes how long all header lines together may be
    public RequestDecoder(Runnable bytesArrived, int maxHeaders, int maxHeadersBytes) {
        this(bytesArrived, new RequestLine(), LIMITS.with(maxHeaders, maxHeadersBytes));
    }

    private RequestDecoder(Runnable bytesArrived, RequestLine line, HeadLimits limits) {
        super(line, limits);
        this.bytesArrived = bytesArrived;
        this.line = line;
    }

    @Override
    boolean accepts(ChannelHandlerContext context) {
        bytesArrived.run();
        return true;
    }

    @Override
    boolean mayBegin(ChannelHandlerContext context) {
        return true;
    }

    @Override
    void begin(ChannelHandlerContext context, FlatHeaders headers) {
        long framing = Framing.ofRequest(headers, line.version());
        var request = new DefaultHttpRequest(line.version(), line.method(), line.target(), headers, false);
        if (framing != 0) {
            beginBody(framing);
        }
        context.fireChannelRead(request);
        if (framing == 0) {
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    @Override
    void refuse(ChannelHandlerContext context, BadMessage bad) {
        var request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_0, line.method(), "/bad-request", Unpooled.EMPTY_BUFFER);
        request.setDecoderResult(bad.result());
        context.fireChannelRead(request);
    }
}
