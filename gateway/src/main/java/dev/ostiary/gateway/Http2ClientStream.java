package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http2.Http2Requests;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;

/// A client's stream of HTTP/2: one request and its response. Its channel takes responses in the neutral form and makes
/// frames of them.
final class Http2ClientStream extends ChannelDuplexHandler implements ClientStream {
    /// How much is read over of a request that was answered before its end, and for how long.
    private static final int MAX_SKIPPED = 64 * 1024;
    private static final long SKIP_NANOS = Duration.ofSeconds(5).toNanos();

    private final Channel channel;
    private final Http2Connection connection;
    private final GatewayLoop loop;
    private final ClientTimeouts timeouts;
    private final int maxHeadersBytes;
    private final RequestIntake intake;
    private final Http2ResponseWriter response = new Http2ResponseWriter(this::responseWritten);

    private boolean isBegun;
    private boolean isRequestOver;
    private int skipped;
    private long lastActivity;
    private long stalledSince;
    /// When the whole response was written; 0 before.
    private long answeredSince;

    Http2ClientStream(Channel channel, Http2Connection connection, GatewayLoop loop, GatewayContext gateway) {
        this.channel = channel;
        this.connection = connection;
        this.loop = loop;
        this.timeouts = gateway.settings().timeouts();
        this.maxHeadersBytes = gateway.settings().limits().maxHeadersBytes();
        this.intake = new RequestIntake(this, loop, gateway);
        this.lastActivity = loop.now();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public ClientAddress address() {
        return connection.address();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection.add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastActivity = loop.now();
        switch (message) {
            case Http2HeadersFrame frame -> {
                isRequestOver |= frame.isEndStream();
                if (isBegun) {
                    trailers(frame.headers());
                } else {
                    isBegun = true;
                    begin(frame.headers(), frame.isEndStream());
                }
            }
            case Http2DataFrame frame -> {
                isRequestOver |= frame.isEndStream();
                body(
                        frame.isEndStream()
                                ? new DefaultLastHttpContent(frame.content())
                                : new DefaultHttpContent(frame.content()));
            }
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void begin(Http2Headers fields, boolean isWhole) {
        if (Http2Requests.size(fields) > maxHeadersBytes) {
            intake.refuseUnread(ProblemCode.REQUEST_HEADERS_TOO_LARGE);
            return;
        }
        HttpRequest request = Http2Requests.of(fields, isWhole);
        if (request == null) {
            intake.refuseUnread(ProblemCode.REQUEST_MALFORMED);
            return;
        }
        intake.begin(request);
        if (isWhole) {
            body(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void trailers(Http2Headers fields) {
        LastHttpContent last = new DefaultLastHttpContent();
        if (isRequestOver && Http2Requests.copyTrailers(fields, last.trailingHeaders())) {
            body(last);
        } else {
            reset(Http2Error.PROTOCOL_ERROR);
        }
    }

    private void body(HttpContent content) {
        if (!intake.body(content)) {
            skipped += content.content().readableBytes();
            content.release();
            if (skipped > MAX_SKIPPED && answeredSince != 0) {
                reset(Http2Error.NO_ERROR);
            }
        }
    }

    @Override
    public void answeringHead(boolean isAnswerToHead) {
        response.answeringHead(isAnswerToHead);
    }

    @Override
    public void answer(FullHttpResponse answer, boolean isAnswerToHead, boolean mayKeep, boolean isRequestComplete) {
        response.answeringHead(isAnswerToHead);
        lastActivity = loop.now();
        channel.write(answer, channel.voidPromise());
    }

    @Override
    public void answered() {
        channel.flush();
        readAsNeeded();
    }

    @Override
    public void responseEnded(boolean keep) {
        lastActivity = loop.now();
        readAsNeeded();
    }

    @Override
    public void responseBroken(boolean isFramed) {
        reset(Http2Error.CANCEL);
    }

    private void reset(Http2Error error) {
        response.drop();
        channel.write(new DefaultHttp2ResetFrame(error), channel.voidPromise());
        channel.flush();
        channel.close();
    }

    @Override
    public void readAsNeeded() {
        boolean read = intake.takesBody();
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    /// WebSocket over HTTP/2 is not offered.
    @Override
    public boolean maySwitch() {
        return false;
    }

    @Override
    public void switchProtocol(HttpResponse switching, ChannelHandler reader) {
        throw new IllegalStateException("a stream speaks HTTP to its end");
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        response.write(context, message, promise);
    }

    /// The whole response was written, or lost with the stream. Ends the stream unless the client still sends a
    /// little.
    private void responseWritten(Future<? super Void> written) {
        answeredSince = Math.max(1, loop.now());
        if (written.isSuccess() && !isRequestOver && skipped > MAX_SKIPPED) {
            reset(Http2Error.NO_ERROR);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        response.flush(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        intake.flushRequest();
        channel.flush();
        readAsNeeded();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stalledSince = channel.isWritable() ? 0 : Math.max(1, loop.now());
        intake.clientWritabilityChanged();
    }

    /// A client that resets a stream wants nothing of it any more, also while it is not read.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame) {
            channel.close();
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.remove(this);
        intake.clientGone();
    }

    /// A client that breaks off is not an error. What is wrong with the stream itself is told by the reset, which
    /// the codec counts.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            channel.close();
        } else {
            reset(cause instanceof Http2Exception wrong ? wrong.error() : Http2Error.INTERNAL_ERROR);
        }
    }

    /// Ends what stands still and what is no longer permitted.
    void check(long now, Instant instant) {
        boolean isStalled =
                stalledSince != 0 && now - stalledSince > timeouts.write().toNanos();
        if (isStalled) {
            reset(Http2Error.CANCEL);
        } else if (intake.isBusy()) {
            intake.check(now, instant, lastActivity);
        } else if (answeredSince != 0 && now - answeredSince > SKIP_NANOS) {
            reset(Http2Error.NO_ERROR);
        } else if (answeredSince == 0 && now - lastActivity > timeouts.write().toNanos()) {
            reset(Http2Error.CANCEL);
        }
    }

    void close() {
        channel.close();
    }
}
