package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.RequestDecoder;
import dev.ostiary.gateway.http1.ResponseEncoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A client's connection that speaks HTTP/1: one request after the other. Requests that are sent ahead (pipelined)
/// wait for the one before. Everything runs on the connection's event loop.
final class ClientConnection extends ChannelInboundHandlerAdapter implements ClientStream, OpenConnection {
    /// How many messages may wait before the client is not read any more.
    private static final int MAX_WAITING = 16;

    private final Channel channel;
    private final ClientAddress address;
    private final ResponseEncoder encoder = new ResponseEncoder();
    private final GatewayLoop loop;
    private final ClientTimeouts timeouts;
    private final BodyDiscard discard;
    private final RequestIntake intake;
    private final RequestDecoder decoder;

    private @Nullable Queue<Object> waiting;
    private int position;
    /// When the first byte of a head came that is not complete yet; 0 when there is none.
    private long headSince;
    private long lastActivity;
    /// Since when the client does not take what is written; 0 while it does.
    private long stalledSince;

    ClientConnection(Channel channel, ClientAddress address, GatewayLoop loop, GatewayContext gateway) {
        this.channel = channel;
        this.address = address;
        this.loop = loop;
        this.timeouts = gateway.settings().timeouts();
        this.discard = new BodyDiscard(channel, loop, timeouts.write());
        this.intake = new RequestIntake(this, loop, gateway);
        ClientLimits limits = gateway.settings().limits();
        this.decoder = new RequestDecoder(this::bytesArrived, limits.maxHeaders(), limits.maxHeadersBytes());
        this.lastActivity = loop.now();
    }

    /// Takes the connection over, which is active.
    ///
    /// @param since when the first byte of a head came that is not complete yet; 0 when there is none
    void begin(long since) {
        headSince = since;
        loop.add(this);
        channel.pipeline().addLast(decoder, encoder, this);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public ClientAddress address() {
        return address;
    }

    private void bytesArrived() {
        lastActivity = loop.now();
        if (headSince == 0 && !intake.isBusy() && !discard.isActive()) {
            headSince = lastActivity;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isWaiting() || message instanceof HttpRequest && intake.isBusy()) {
            if (waiting == null) {
                waiting = new ArrayDeque<>(MAX_WAITING);
            }
            waiting.add(message);
        } else {
            take(message);
        }
    }

    private boolean isWaiting() {
        return waiting != null && !waiting.isEmpty();
    }

    private void take(Object message) {
        if (message instanceof HttpRequest http) {
            headSince = 0;
            if (discard.isLingering()) {
                ReferenceCountUtil.release(http);
            } else {
                intake.begin(http);
            }
        } else if (message instanceof HttpContent content) {
            if (!intake.body(content)) {
                discard.take(content);
            }
        } else {
            // Bytes that the decoder had not made out when it was taken off a closing connection.
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void answeringHead(boolean isHead) {
        encoder.answerHead(isHead);
    }

    @Override
    public void answer(FullHttpResponse response, boolean isHead, boolean mayKeep, boolean isRequestComplete) {
        boolean keep = mayKeep && !loop.isDraining();
        if (!keep) {
            Refusals.endConnection(response);
        }
        encoder.answerHead(isHead);
        channel.write(response, channel.voidPromise());
        if (!keep) {
            discard.linger();
        } else if (!isRequestComplete) {
            discard.untilEndOfRequest();
        }
    }

    @Override
    public void answered() {
        takeWaiting();
        channel.flush();
    }

    @Override
    public void responseEnded(boolean keep) {
        lastActivity = loop.now();
        if (!keep || loop.isDraining()) {
            discard.linger();
        }
        takeWaiting();
    }

    /// What came of the response is sent, so that the client sees that it is not whole.
    @Override
    public void responseBroken(boolean isFramed) {
        if (isFramed) {
            discard.linger();
        } else {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
        takeWaiting();
    }

    /// Goes on with what was sent ahead, as far as it can be taken.
    private void takeWaiting() {
        while (waiting != null && !waiting.isEmpty() && !(intake.isBusy() && waiting.peek() instanceof HttpRequest)) {
            take(waiting.remove());
        }
        intake.flushRequest();
        readAsNeeded();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        intake.flushRequest();
        channel.flush();
        readAsNeeded();
    }

    @Override
    public void readAsNeeded() {
        boolean read = (waiting == null || waiting.size() < MAX_WAITING) && intake.takesBody();
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    @Override
    public boolean maySwitch() {
        return !isWaiting();
    }

    @Override
    public void switchProtocol(HttpResponse response, ChannelHandler reader) {
        loop.remove(this);
        encoder.answerHead(false);
        channel.writeAndFlush(response, channel.voidPromise());
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(reader);
        pipeline.remove(this);
        pipeline.remove(encoder);
        pipeline.remove(decoder);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stalledSince = channel.isWritable() ? 0 : Math.max(1, loop.now());
        intake.clientWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        intake.clientGone();
        if (waiting != null) {
            waiting.forEach(ReferenceCountUtil::release);
            waiting = null;
        }
    }

    /// A client that breaks off is not an error, and nothing can be told to it any more.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }

    @Override
    public void check(long now, Instant instant) {
        if (discard.isActive()) {
            if (discard.isOverdue(now)) {
                channel.close();
            }
        } else if (stalledSince != 0 && now - stalledSince > timeouts.write().toNanos()) {
            channel.close();
        } else if (intake.isBusy()) {
            intake.check(now, instant, lastActivity);
        } else if (headSince != 0 && now - headSince > timeouts.head().toNanos()) {
            intake.refuseUnread(ProblemCode.REQUEST_TIMEOUT);
            channel.flush();
        } else if (now - lastActivity > idleLimit().toNanos()) {
            channel.close();
        }
    }

    /// A client that still reads its last response is not idle.
    private Duration idleLimit() {
        return isSending() ? timeouts.write() : timeouts.keepAlive();
    }

    private boolean isSending() {
        return channel.bytesBeforeUnwritable() <= Gateway.WATER_MARK.high();
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public void drain() {
        if (intake.isBusy() || discard.isLingering()) {
            return;
        }
        if (isSending()) {
            discard.linger();
        } else {
            channel.close();
        }
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
