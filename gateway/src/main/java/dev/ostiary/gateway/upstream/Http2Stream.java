package dev.ostiary.gateway.upstream;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A stream of HTTP/2, which carries one call.
final class Http2Stream extends ChannelInboundHandlerAdapter implements Carrier {
    private final Http2Connection connection;
    private @Nullable UpstreamCall call;
    /// Whose response was read since the last flush.
    private @Nullable UpstreamCall unflushed;
    private @Nullable Channel channel;
    private boolean isUnprocessed;
    private boolean isSilent = true;
    private boolean isResponseBegun;

    Http2Stream(Http2Connection connection, UpstreamCall call) {
        this.connection = connection;
        this.call = call;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    private Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("the stream is not open");
        }
        return channel;
    }

    /// The stream is open.
    void begin() {
        UpstreamCall served = call;
        if (served == null || served.isOver()) {
            channel().close();
        } else {
            served.carriedBy(this, true, true);
        }
    }

    /// If it cannot be sent, the stream is closed by Netty, and the call is lost unprocessed.
    @Override
    public void writeHead(HttpRequest head, boolean isWatched) {
        Http2Headers headers = Http2Messages.request(head, connection.isTls());
        channel().write(new DefaultHttp2HeadersFrame(headers, false)).addListener(written -> {
            isUnprocessed |= !written.isSuccess();
        });
    }

    @Override
    public void write(HttpContent content) {
        Channel stream = channel();
        boolean hasTrailers = content instanceof LastHttpContent last
                && !last.trailingHeaders().isEmpty();
        boolean isEnd = content instanceof LastHttpContent && !hasTrailers;
        if (isEnd || content.content().isReadable()) {
            stream.write(new DefaultHttp2DataFrame(content.content(), isEnd), stream.voidPromise());
        } else {
            content.release();
        }
        if (hasTrailers) {
            Http2Headers trailers = Http2Messages.trailers(((LastHttpContent) content).trailingHeaders());
            stream.write(new DefaultHttp2HeadersFrame(trailers, true), stream.voidPromise());
        }
    }

    @Override
    public void flush() {
        channel().flush();
    }

    @Override
    public boolean isWritable() {
        return channel().isWritable();
    }

    @Override
    public void setReading(boolean read) {
        if (channel().config().isAutoRead() != read) {
            channel().config().setAutoRead(read);
        }
    }

    @Override
    public void cancel() {
        call = null;
        channel().close();
    }

    @Override
    public Channel becomeTunnel(ChannelHandler reader) {
        throw new IllegalStateException("no upgrade is asked for by HTTP/2");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Http2Exception {
        UpstreamCall served = call;
        try {
            if (served != null) {
                unflushed = served;
                isSilent = false;
                if (message instanceof Http2HeadersFrame frame) {
                    headers(served, frame);
                } else if (message instanceof Http2DataFrame frame) {
                    data(served, frame);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headers(UpstreamCall served, Http2HeadersFrame frame) throws Http2Exception {
        int id = frame.stream().id();
        if (isResponseBegun) {
            end(served, Http2Messages.end(id, frame.headers()));
            return;
        }
        HttpResponse response = Http2Messages.response(id, frame.headers(), frame.isEndStream(), served.isHead());
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            served.interim(response);
            return;
        }
        isResponseBegun = true;
        LastHttpContent end = frame.isEndStream() ? Http2Messages.endOf(response) : null;
        served.response(response);
        if (end != null && call != null) {
            end(served, end);
        }
    }

    private void data(UpstreamCall served, Http2DataFrame frame) {
        if (frame.isEndStream()) {
            end(served, new DefaultLastHttpContent(frame.content().retain()));
        } else {
            served.body(new DefaultHttpContent(frame.content().retain()));
        }
    }

    /// The response is through. If the request is not, the upstream does not want the rest.
    private void end(UpstreamCall served, LastHttpContent last) {
        call = null;
        if (!served.isRequestComplete()) {
            channel().close();
        }
        served.end(last);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flushRead();
    }

    private void flushRead() {
        if (unflushed != null) {
            unflushed.readComplete();
            unflushed = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (call != null) {
            call.writabilityChanged();
        }
    }

    /// What says that the upstream did nothing of the request, on the way to the stream's end.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            isUnprocessed |= reset.errorCode() == Http2Error.REFUSED_STREAM.code();
            isSilent = false;
        } else if (event instanceof Http2GoAwayFrame) {
            isUnprocessed = true;
        }
        ReferenceCountUtil.release(event);
    }

    /// A stream that ends in what was read together with its beginning is closed at once, and its reading then
    /// never completes.
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        flushRead();
        UpstreamCall served = call;
        call = null;
        if (served != null) {
            served.lost(isUnprocessed ? Loss.UNPROCESSED : isSilent ? Loss.SILENT : Loss.BROKEN);
        }
        connection.streamEnded();
    }

    /// The upstream broke the rules, or the connection broke.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        UpstreamCall served = call;
        if (served != null && cause instanceof Http2Exception && !isUnprocessed) {
            served.fail(ProblemCode.UPSTREAM_INVALID);
        } else {
            context.close();
        }
    }
}
