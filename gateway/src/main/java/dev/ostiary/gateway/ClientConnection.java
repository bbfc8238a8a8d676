package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Permit;
import dev.ostiary.core.access.Verdict;
import dev.ostiary.core.problem.ProblemCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A client's connection: guards and decides each request, then hands it to an [Exchange] or refuses it.
/// Requests that are sent ahead (pipelined) wait for the one before. Everything runs on the connection's
/// event loop.
final class ClientConnection extends ChannelInboundHandlerAdapter {
    /// How many messages may wait before the client is not read any more.
    private static final int MAX_WAITING = 16;

    private final Channel channel;
    private final ClientResponseEncoder encoder;
    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final Queue<Object> waiting = new ArrayDeque<>(2);
    private final BodyDiscard discard;

    private String address = "unknown";
    private @Nullable Exchange exchange;
    /// When the first byte of a head came that is not complete yet; 0 when there is none.
    private long headSince;
    private long lastActivity;

    ClientConnection(Channel channel, ClientResponseEncoder encoder, GatewayLoop loop, GatewayContext gateway) {
        this.channel = channel;
        this.encoder = encoder;
        this.loop = loop;
        this.gateway = gateway;
        this.discard = new BodyDiscard(channel, loop, gateway.settings().idleTimeout());
        this.lastActivity = loop.now();
    }

    Channel channel() {
        return channel;
    }

    GatewayLoop loop() {
        return loop;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (channel.remoteAddress() instanceof InetSocketAddress socket) {
            address = socket.getAddress().getHostAddress();
        }
        loop.add(this);
        if (loop.isDraining()) {
            channel.close();
        }
    }

    void bytesArrived() {
        lastActivity = loop.now();
        if (exchange == null && headSince == 0 && !discard.isActive()) {
            headSince = lastActivity;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!waiting.isEmpty() || exchange != null && message instanceof HttpRequest) {
            waiting.add(message);
        } else {
            take(message);
        }
    }

    private void take(Object message) {
        if (message instanceof HttpRequest http) {
            headSince = 0;
            if (discard.isLingering()) {
                ReferenceCountUtil.release(http);
            } else {
                begin(http);
            }
        } else if (message instanceof HttpContent content) {
            if (exchange != null) {
                exchange.requestBody(content);
            } else {
                discard.take(content);
            }
        } else {
            // Bytes that the decoder had not made out when it was taken off a closing connection.
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest http) {
        switch (RequestGuard.check(http)) {
            case RequestGuard.Outcome.Passed(IncomingRequest request) -> admit(request);
            case RequestGuard.Outcome.Refused(ProblemCode problem) -> {
                refuse(problem, http.method().equals(HttpMethod.HEAD), false);
                ReferenceCountUtil.release(http);
            }
        }
    }

    private void admit(IncomingRequest request) {
        if (!gateway.readiness().getAsBoolean()) {
            refuse(request, ProblemCode.GATEWAY_NOT_READY);
            return;
        }
        Route route = gateway.routes().match(request.path());
        if (route == null) {
            refuse(request, ProblemCode.ROUTE_NOT_FOUND);
            return;
        }
        Instant now = gateway.clock().instant();
        switch (loop.authenticator().decide(request, route.policy(), gateway.directory(), now)) {
            case Verdict.Allowed(Permit permit) -> {
                KeyEntry key = permit.key();
                if (key != null) {
                    loop.usage().count(key.id(), now);
                }
                forward(request, route, permit);
            }
            case Verdict.Anonymous(Permit permit) -> forward(request, route, permit);
            case Verdict.Denied(var reason, var _) -> refuse(request, reason.problem());
        }
    }

    private void forward(IncomingRequest request, Route route, Permit permit) {
        exchange = Exchange.of(this, request, route, permit, loop.requestIds().next(), address);
        exchange.start();
    }

    private void refuse(IncomingRequest request, ProblemCode problem) {
        boolean isHead = request.http().method().equals(HttpMethod.HEAD);
        refuse(problem, isHead, request.mayBeFollowed() && discard.maySkip(request));
    }

    /// Answers with a problem of the gateway's own, when no response was begun.
    ///
    /// @param mayKeep whether the connection can take another request once the rest of this one was read
    void refuse(ProblemCode problem, boolean isHead, boolean mayKeep) {
        var response = Refusals.of(problem, loop.requestIds().next(), channel);
        boolean keep = mayKeep && !loop.isDraining();
        if (!keep) {
            Refusals.endConnection(response);
        }
        encoder.answerHead(isHead);
        channel.write(response, channel.voidPromise());
        if (keep) {
            discard.untilEndOfRequest();
        } else {
            discard.linger();
        }
    }

    ClientResponseEncoder encoder() {
        return encoder;
    }

    /// The response and the request are through.
    void exchangeEnded(boolean keep) {
        exchange = null;
        lastActivity = loop.now();
        if (!keep || loop.isDraining()) {
            discard.linger();
        }
        takeWaiting();
    }

    /// The response broke off after it was begun. What came of it is sent, so that the client sees that it is not
    /// whole.
    ///
    /// @param isFramed whether it can see that by the response; if not, only a reset tells it
    void responseBroken(boolean isFramed) {
        exchange = null;
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
        while (!waiting.isEmpty() && (exchange == null || !(waiting.peek() instanceof HttpRequest))) {
            take(waiting.remove());
        }
        if (exchange != null) {
            exchange.flushRequest();
        }
        readAsNeeded();
    }

    /// The exchange ended in a refusal, before its response was begun.
    void exchangeFailed(ProblemCode problem, boolean isHead, boolean isRequestComplete, boolean keep) {
        exchange = null;
        refuse(problem, isHead, keep && isRequestComplete);
        if (isRequestComplete) {
            discard.requestEnded();
        }
        takeWaiting();
        channel.flush();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.flushRequest();
        }
        channel.flush();
        readAsNeeded();
    }

    /// Reads on unless what was read has nowhere to go yet.
    void readAsNeeded() {
        boolean read = waiting.size() < MAX_WAITING && (exchange == null || exchange.takesBody());
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.clientWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        if (exchange != null) {
            exchange.clientGone();
            exchange = null;
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /// A client that breaks off is not an error, and nothing can be told to it any more.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }

    void checkDeadlines(long now) {
        GatewaySettings settings = gateway.settings();
        if (discard.isActive()) {
            if (discard.isOverdue(now)) {
                channel.close();
            }
        } else if (exchange != null) {
            exchange.checkDeadlines(now, Math.max(lastActivity, exchange.lastUpstreamActivity()));
        } else if (headSince != 0 && now - headSince > settings.requestTimeout().toNanos()) {
            refuse(ProblemCode.REQUEST_TIMEOUT, false, false);
            channel.flush();
        } else if (now - lastActivity > idleLimit(settings).toNanos()) {
            channel.close();
        }
    }

    /// A client that still reads its last response is not idle.
    private Duration idleLimit(GatewaySettings settings) {
        return isSending() ? settings.idleTimeout() : settings.keepAliveTimeout();
    }

    private boolean isSending() {
        return channel.bytesBeforeUnwritable() <= Gateway.WATER_MARK.high();
    }

    void close() {
        channel.close();
    }

    void closeIfIdle() {
        if (exchange != null || discard.isLingering()) {
            return;
        }
        if (isSending()) {
            discard.linger();
        } else {
            channel.close();
        }
    }
}
