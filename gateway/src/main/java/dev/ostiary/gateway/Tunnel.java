package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.observe.RequestRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A WebSocket between a client and an upstream: bytes pass both ways, each side is read only as fast as the other
/// takes it. When one side says that it will send no more, the other is told so. Ends with its right, when it is silent
/// for too long, or when one side does not take what it is sent.
final class Tunnel implements OpenConnection {
    private static final int GOING_AWAY = 1001;
    private static final int POLICY_VIOLATION = 1008;

    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final Channel client;
    private final OngoingRight right;
    private final RequestRecord record;
    private final End clientEnd = new End(true);
    private final End upstreamEnd = new End(false);
    private final WebSocketFrames toClient = new WebSocketFrames();
    private @Nullable Channel upstream;
    private int position;
    private boolean isListed;
    private long lastActivity;
    /// Since when one side takes nothing; 0 while both do.
    private long stalledSince;
    /// Since when the client is only sent the rest; 0 before.
    private long endingSince;

    /// Makes the tunnel of a request that was let in.
    ///
    /// @param right by which it goes on
    /// @param record of the request, which is over when the tunnel is
    Tunnel(GatewayLoop loop, GatewayContext gateway, Channel client, OngoingRight right, RequestRecord record) {
        this.loop = loop;
        this.gateway = gateway;
        this.client = client;
        this.right = right;
        this.record = record;
        this.lastActivity = loop.now();
    }

    /// What is to read the client's channel.
    ChannelHandler clientEnd() {
        return clientEnd;
    }

    /// What is to read the upstream's channel.
    ChannelHandler upstreamEnd() {
        return upstreamEnd;
    }

    /// Both sides are there.
    void open(Channel opened) {
        upstream = opened;
        if (!client.isActive()) {
            loop.recorder().finish(record);
            opened.close();
            return;
        }
        loop.add(this);
        isListed = true;
        if (isPlain(client) && isPlain(opened)) {
            client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            opened.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        client.config().setAutoRead(true);
        client.flush();
        if (!opened.isActive()) {
            end();
        }
    }

    /// TLS has no half of a connection that is closed.
    private static boolean isPlain(Channel channel) {
        return channel.pipeline().get(SslHandler.class) == null && channel instanceof DuplexChannel;
    }

    @Override
    public void check(long now, Instant instant) {
        ClientTimeouts timeouts = gateway.settings().timeouts();
        ProblemCode refused = right.problem(instant);
        boolean isStalled =
                stalledSince != 0 && now - stalledSince > timeouts.write().toNanos();
        if (isStalled
                || endingSince != 0 && now - endingSince > timeouts.write().toNanos()) {
            client.close();
        } else if (refused != null) {
            record.broken(refused);
            endWith(POLICY_VIOLATION);
        } else if (now - lastActivity > timeouts.tunnelIdle().toNanos()) {
            endWith(GOING_AWAY);
        }
    }

    /// It has no end of its own to wait for, so it goes on until all is closed.
    @Override
    public void drain() {}

    @Override
    public void close() {
        endWith(GOING_AWAY);
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public void position(int at) {
        position = at;
    }

    /// Tells the client why, where a frame can be put in, and ends.
    private void endWith(int status) {
        if (endingSince == 0 && toClient.isBetween()) {
            ByteBuf frame = client.alloc().buffer(4);
            frame.writeByte(0x88).writeByte(2).writeShort(status);
            client.write(frame, client.voidPromise());
        }
        end();
    }

    /// Sends the client what is left and ends.
    private void end() {
        if (endingSince == 0) {
            endingSince = Math.max(1, loop.now());
            if (upstream != null) {
                upstream.close();
            }
            client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void takenAs(boolean isWritable) {
        if (!isWritable) {
            stalledSince = Math.max(1, loop.now());
        } else if (client.isWritable() && upstream != null && upstream.isWritable()) {
            stalledSince = 0;
        }
    }

    /// One side of it.
    private final class End extends ChannelInboundHandlerAdapter {
        private final boolean isClient;
        private boolean isInputOver;

        End(boolean isClient) {
            this.isClient = isClient;
        }

        private @Nullable Channel other() {
            return isClient ? upstream : client;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel other = other();
            if (!(message instanceof ByteBuf bytes) || other == null) {
                // Sent before the other side was there, which no client of this protocol does.
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
            lastActivity = loop.now();
            if (isClient) {
                record.received(bytes.readableBytes());
            } else {
                record.sent(bytes.readableBytes());
                toClient.follow(bytes);
            }
            other.write(bytes, other.voidPromise());
            if (!other.isWritable()) {
                context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            Channel other = other();
            if (other != null) {
                other.flush();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            boolean isWritable = context.channel().isWritable();
            takenAs(isWritable);
            Channel other = other();
            if (other != null) {
                other.config().setAutoRead(isWritable);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE && other() instanceof DuplexChannel other) {
                isInputOver = true;
                boolean isAllOver = clientEnd.isInputOver && upstreamEnd.isInputOver;
                other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
                    if (isAllOver) {
                        end();
                    } else {
                        other.shutdownOutput();
                    }
                });
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (isClient) {
                loop.recorder().finish(record);
                if (isListed) {
                    loop.remove(Tunnel.this);
                }
                endingSince = Math.max(1, loop.now());
                if (upstream != null) {
                    upstream.close();
                }
            } else {
                end();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
