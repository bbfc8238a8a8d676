package dev.ostiary.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A connection to an upstream, serving one exchange at a time. What comes while it serves none was not asked for, and
/// closes it.
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final UpstreamPool pool;
    private @Nullable Exchange exchange;
    /// Whose response was read since the last flush.
    private @Nullable Channel unflushed;
    private final UpstreamResponseDecoder decoder = new UpstreamResponseDecoder(this);
    private boolean isEstablished;
    private boolean isReleased;
    private long idleSince;

    UpstreamConnection(Channel channel, UpstreamPool pool) {
        this.channel = channel;
        this.pool = pool;
    }

    /// What reads the responses of this connection.
    UpstreamResponseDecoder decoder() {
        return decoder;
    }

    /// The connection is made and counts as one of the pool's. False when it was closed already.
    boolean establish() {
        isEstablished = channel.isActive();
        return isEstablished;
    }

    void begin(Exchange served) {
        exchange = served;
    }

    /// Whether a response is awaited.
    boolean isServing() {
        return exchange != null;
    }

    /// Whether the response that is awaited has no body.
    boolean isServingHead() {
        return exchange != null && exchange.isHead();
    }

    void end() {
        exchange = null;
        setReading(true);
    }

    /// Gives the connection back once all that has come was read: if there is more than the response, it
    /// cannot be trusted to serve another request.
    void releaseAfterRead() {
        isReleased = true;
    }

    void idle(long now) {
        idleSince = now;
    }

    long idleSince() {
        return idleSince;
    }

    boolean isActive() {
        return channel.isActive();
    }

    void write(HttpObject message) {
        channel.write(message, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void setReading(boolean read) {
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    void close() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Exchange served = exchange;
        if (served == null) {
            ReferenceCountUtil.release(message);
            channel.close();
            return;
        }
        unflushed = served.clientChannel();
        if (message instanceof HttpResponse response) {
            served.response(response, HttpUtil.isKeepAlive(response));
        }
        if (message instanceof HttpContent content) {
            served.responseBody(content);
        } else if (!(message instanceof HttpResponse)) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unflushed != null) {
            unflushed.flush();
            unflushed = null;
        }
        if (isReleased) {
            isReleased = false;
            if (decoder.hasLeftover()) {
                channel.close();
            } else {
                pool.release(this);
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.upstreamWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isEstablished) {
            pool.forget(this);
        }
        if (exchange != null) {
            exchange.upstreamClosed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}
