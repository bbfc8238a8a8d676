package dev.ostiary.gateway.upstream;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.HeaderName;
import dev.ostiary.gateway.http1.ResponseDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/1 to an upstream, serving one call at a time. What comes while it serves none was not asked
/// for, and closes it.
final class Http1Connection extends ChannelInboundHandlerAdapter implements Carrier, ResponseDecoder.Connection {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Channel channel;
    private final Endpoint endpoint;
    private final ResponseDecoder decoder = new ResponseDecoder(this);
    private final KeepAlive keepAlive;
    private @Nullable UpstreamCall call;
    /// Whose response was read since the last flush.
    private @Nullable UpstreamCall unflushed;
    /// A `101` whose end has not come.
    private @Nullable HttpResponse switching;
    private boolean isEstablished;
    private boolean hasServed;
    private boolean isHeadUnsent;
    /// Whether no byte of the response has come.
    private boolean isSilent;
    private boolean isInterim;
    private boolean isReleased;

    Http1Connection(Channel channel, Endpoint endpoint, long maxIdle) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.keepAlive = new KeepAlive(maxIdle);
    }

    Channel channel() {
        return channel;
    }

    /// What reads the responses of this connection.
    ResponseDecoder decoder() {
        return decoder;
    }

    /// The connection is made and counts as one of the endpoint's. False when it was closed already.
    boolean establish() {
        isEstablished = channel.isActive();
        return isEstablished;
    }

    /// Begins to carry a call.
    void serve(UpstreamCall served, long now) {
        boolean isReused = hasServed;
        hasServed = true;
        isSilent = true;
        isHeadUnsent = false;
        call = served;
        served.carriedBy(this, isReused, isReused && keepAlive.isDoubtful(now));
    }

    @Override
    public boolean isServing() {
        return call != null;
    }

    @Override
    public boolean isServingHead() {
        return call != null && call.isHead();
    }

    @Override
    public void bytesArrived() {
        isSilent = false;
    }

    void idle(long now) {
        keepAlive.idle(now);
    }

    /// Whether it can be trusted with another call.
    boolean mayServe(long now) {
        return channel.isActive() && keepAlive.isFresh(now);
    }

    boolean isActive() {
        return channel.isActive();
    }

    @Override
    public void writeHead(HttpRequest head, boolean isWatched) {
        if (!isWatched) {
            channel.write(head, channel.voidPromise());
            return;
        }
        UpstreamCall served = call;
        channel.write(head).addListener(written -> {
            if (served == call && served != null) {
                if (written.isSuccess()) {
                    served.headSent();
                } else {
                    isHeadUnsent = true;
                    channel.close();
                }
            }
        });
    }

    @Override
    public void write(HttpContent content) {
        channel.write(content, channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void setReading(boolean read) {
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    @Override
    public void cancel() {
        call = null;
        setReading(true);
        channel.close();
    }

    @Override
    public Channel becomeTunnel(ChannelHandler reader) {
        call = null;
        unflushed = null;
        isEstablished = false;
        endpoint.forget(this);
        channel.pipeline().addLast(reader).remove(this);
        Http1Codec.remove(channel.pipeline(), this);
        return channel;
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        UpstreamCall served = call;
        if (served == null) {
            ReferenceCountUtil.release(message);
            channel.close();
            return;
        }
        unflushed = served;
        if (message instanceof HttpResponse response) {
            head(served, response);
        }
        if (message instanceof HttpContent content) {
            content(content);
        } else if (!(message instanceof HttpResponse)) {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(UpstreamCall served, HttpResponse response) {
        boolean isSwitching = response.status().code() == SWITCHING_PROTOCOLS;
        if (response.decoderResult().isFailure() || isSwitching && !served.isUpgrade()) {
            served.fail(ProblemCode.UPSTREAM_INVALID);
        } else if (isSwitching) {
            switching = response;
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            isInterim = true;
            served.interim(response);
        } else {
            keepAlive.read(isKept(response), response.headers());
            served.response(response);
        }
    }

    private static boolean isKept(HttpResponse response) {
        return response.headers().contains(HeaderName.CONNECTION)
                ? HttpUtil.isKeepAlive(response)
                : response.protocolVersion().isKeepAliveDefault();
    }

    private void content(HttpContent content) {
        UpstreamCall served = call;
        HttpResponse switchingHead = switching;
        if (switchingHead != null && served != null) {
            // Only now, so that nothing but bytes is left to come.
            switching = null;
            content.release();
            served.switching(switchingHead);
        } else if (isInterim) {
            isInterim = !(content instanceof LastHttpContent);
            content.release();
        } else if (served == null) {
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            served.fail(ProblemCode.UPSTREAM_INVALID);
        } else if (content instanceof LastHttpContent last) {
            end(served, last);
        } else {
            served.body(content);
        }
    }

    /// The response is through. The connection is given back once all that has come was read: if there is more than
    /// the response, it cannot be trusted to serve another request.
    private void end(UpstreamCall served, LastHttpContent last) {
        call = null;
        setReading(true);
        boolean isKept = keepAlive.isKept() && served.isRequestComplete() && !served.isUpgrade();
        if (isKept) {
            isReleased = true;
        } else {
            channel.close();
        }
        served.end(last);
        if (!isKept) {
            // Where the upstream has closed as well, io_uring reads on and never comes to the end of what it read.
            flushRead();
        }
    }

    private void flushRead() {
        if (unflushed != null) {
            unflushed.readComplete();
            unflushed = null;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flushRead();
        if (isReleased) {
            isReleased = false;
            if (decoder.hasLeftover()) {
                channel.close();
            } else {
                endpoint.release(this);
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (call != null) {
            call.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isEstablished) {
            endpoint.forget(this);
        }
        UpstreamCall served = call;
        call = null;
        if (served != null) {
            served.lost(isHeadUnsent ? Loss.UNPROCESSED : isSilent ? Loss.SILENT : Loss.BROKEN);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}
