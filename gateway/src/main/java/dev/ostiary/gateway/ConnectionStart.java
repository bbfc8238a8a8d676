package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.ResponseEncoder;
import dev.ostiary.gateway.observe.RequestRecord;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A client's connection of which nothing is known yet. Becomes one of HTTP/2 when it begins as such, or agreed on it
/// in the TLS handshake, and one of HTTP/1 otherwise, and leaves the pipeline then. Holds next to nothing, so that
/// connections that are opened ahead of need cost little.
final class ConnectionStart extends ChannelInboundHandlerAdapter implements OpenConnection {
    /// What HTTP/2 begins with, as far as it can be told from a method (RFC 9113, section 3.4).
    private static final byte[] PREFACE = {'P', 'R', 'I', ' '};

    private final Channel channel;
    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final ClientAddress address;
    private final long since;
    /// A beginning that could be either's.
    private @Nullable ByteBuf undecided;
    private long undecidedSince;
    private boolean isListed;
    private int position;

    ConnectionStart(Channel channel, GatewayLoop loop, GatewayContext gateway, boolean isSecure) {
        this.channel = channel;
        this.loop = loop;
        this.gateway = gateway;
        this.address = ClientAddress.of(channel, isSecure);
        this.since = loop.now();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (loop.isDraining()) {
            channel.close();
        } else if (gateway.connections().enter(address)) {
            loop.recorder().connectionOpened();
            channel.closeFuture().addListener(_ -> {
                loop.recorder().connectionClosed();
                gateway.connections().leave(address);
            });
            loop.add(this);
            isListed = true;
        } else {
            turnAway();
        }
    }

    /// Says that there are too many, where that can be said without a handshake.
    private void turnAway() {
        if (address.isSecure()) {
            channel.close();
            return;
        }
        String requestId = loop.requestIds().next();
        FullHttpResponse response = Refusals.of(Refusal.of(ProblemCode.GATEWAY_OVERLOADED), requestId);
        RequestRecord record = new RequestRecord();
        Recording.beginUnread(loop.recorder(), record, address, requestId);
        record.refused(ProblemCode.GATEWAY_OVERLOADED);
        loop.recorder().finish(record);
        Refusals.endConnection(response);
        channel.pipeline().addLast(new ResponseEncoder());
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isListed || !(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        long headSince = undecidedSince;
        ByteBuf all = undecided == null ? bytes : joined(undecided, bytes);
        undecided = null;
        int known = Math.min(all.readableBytes(), PREFACE.length);
        for (int i = 0; i < known; i++) {
            if (all.getByte(all.readerIndex() + i) != PREFACE[i]) {
                become(false);
                context.channel().pipeline().fireChannelRead(all);
                return;
            }
        }
        if (known == PREFACE.length) {
            become(true);
            channel.pipeline().fireChannelRead(all);
        } else {
            undecided = all;
            undecidedSince = headSince == 0 ? loop.now() : headSince;
        }
    }

    private ByteBuf joined(ByteBuf first, ByteBuf second) {
        ByteBuf all = channel.alloc().buffer(first.readableBytes() + second.readableBytes());
        all.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return all;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess() && isListed) {
                SslHandler tls = channel.pipeline().get(SslHandler.class);
                become(ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol()));
            } else {
                channel.close();
            }
        }
    }

    private void become(boolean isHttp2) {
        loop.remove(this);
        isListed = false;
        if (isHttp2) {
            new Http2Connection(channel, address, loop, gateway).begin();
        } else {
            new ClientConnection(channel, address, loop, gateway).begin(undecidedSince);
        }
        channel.pipeline().remove(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isListed) {
            loop.remove(this);
        }
        if (undecided != null) {
            undecided.release();
            undecided = null;
        }
    }

    /// A client that breaks off or does not speak TLS is not an error.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }

    @Override
    public void check(long now, Instant instant) {
        ClientTimeouts timeouts = gateway.settings().timeouts();
        if (undecided != null && now - since > timeouts.head().toNanos()) {
            // What began like HTTP/1 as well is answered like that.
            ByteBuf bytes = undecided;
            undecided = null;
            become(false);
            channel.pipeline().fireChannelRead(bytes);
            channel.pipeline().fireChannelReadComplete();
        } else if (now - since > (address.isSecure() ? timeouts.handshake() : timeouts.keepAlive()).toNanos()) {
            channel.close();
        }
    }

    @Override
    public void drain() {
        channel.close();
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
}
