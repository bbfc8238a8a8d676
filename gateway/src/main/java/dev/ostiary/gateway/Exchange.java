package dev.ostiary.gateway;

import dev.ostiary.core.access.Permit;
import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One request on its way to an upstream and the response on its way back. Bodies pass through piece by
/// piece; each side is read only as fast as the other takes it.
final class Exchange {
    private final ClientConnection client;
    private final HttpRequest request;
    private final UpstreamPool pool;
    private final String requestId;
    private final boolean isHead;
    private final boolean isHttp10;
    /// What was read of the body before there was a connection to send it on.
    private final Queue<HttpContent> held = new ArrayDeque<>(1);

    private @Nullable UpstreamConnection upstream;
    private boolean isStarting;
    private boolean mayKeepClient;
    private boolean mayKeepUpstream;
    private boolean isRequestComplete;
    private boolean isInformational;
    private boolean isResponseBegun;
    /// Whether the client can tell by the response where it ends.
    private boolean isFramed;
    private boolean isOver;
    private long lastUpstreamActivity;

    private Exchange(ClientConnection client, IncomingRequest incoming, UpstreamPool pool, String requestId) {
        this.client = client;
        this.request = incoming.http();
        this.pool = pool;
        this.requestId = requestId;
        this.mayKeepClient = incoming.isKeepAlive();
        this.isHead = request.method().equals(HttpMethod.HEAD);
        this.isHttp10 = incoming.isHttp10();
        this.lastUpstreamActivity = client.loop().now();
    }

    /// Makes the exchange of a request that may pass: the permit is the proof. Call [#start] next.
    static Exchange of(
            ClientConnection client,
            IncomingRequest incoming,
            Route route,
            Permit permit,
            String requestId,
            String clientAddress) {
        UpstreamPool pool = client.loop().upstreams().of(route.upstream());
        Exchange exchange = new Exchange(client, incoming, pool, requestId);
        HttpRequest http = incoming.http();
        RequestHeaders.rewrite(http.headers(), route, permit, requestId, clientAddress);
        http.setUri(route.upstreamTarget(incoming.path()));
        http.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (incoming.isExpectingContinue()) {
            client.channel().write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        return exchange;
    }

    /// Looks for a connection to the upstream. One that is there already is written to at once, and flushed
    /// with the rest of what is being read.
    void start() {
        isStarting = true;
        pool.acquire(this);
        isStarting = false;
    }

    /// A connection to the upstream is there.
    void connected(UpstreamConnection connection) {
        if (isOver) {
            pool.release(connection);
            return;
        }
        upstream = connection;
        connection.begin(this);
        connection.write(request);
        while (!held.isEmpty()) {
            connection.write(held.remove());
        }
        if (!isStarting) {
            connection.flush();
            client.readAsNeeded();
        }
    }

    /// No connection to the upstream can be had.
    void connectFailed() {
        fail(ProblemCode.UPSTREAM_UNREACHABLE);
    }

    void requestBody(HttpContent content) {
        if (isOver) {
            content.release();
            return;
        }
        if (content.decoderResult().isFailure()) {
            content.release();
            fail(ProblemCode.REQUEST_MALFORMED);
            return;
        }
        if (content instanceof LastHttpContent last) {
            isRequestComplete = true;
            if (!last.trailingHeaders().isEmpty()) {
                RequestHeaders.rewriteTrailers(last.trailingHeaders());
            }
        }
        if (upstream == null) {
            held.add(content);
        } else {
            upstream.write(content);
        }
    }

    boolean isHead() {
        return isHead;
    }

    Channel clientChannel() {
        return client.channel();
    }

    void flushRequest() {
        if (upstream != null) {
            upstream.flush();
        }
    }

    /// Whether what the client sends can be taken. A request that is complete takes no more, but reading
    /// shows when the client goes away.
    boolean takesBody() {
        return isRequestComplete || upstream != null && upstream.isWritable();
    }

    void response(HttpResponse response, boolean keepsUpstream) {
        lastUpstreamActivity = client.loop().now();
        // Nobody asked for another protocol: Upgrade is not forwarded.
        boolean isSwitching = response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        if (response.decoderResult().isFailure() || isSwitching) {
            fail(ProblemCode.UPSTREAM_INVALID);
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(response);
        } else {
            begin(response, keepsUpstream);
        }
    }

    /// Passes an interim response on to a client that knows such (RFC 9110, section 15.2). The one that asks
    /// for the body to be sent is the gateway's own business.
    private void interim(HttpResponse response) {
        isInformational = true;
        if (isHttp10 || response.status().code() == HttpResponseStatus.CONTINUE.code()) {
            return;
        }
        HttpHeaders headers = response.headers();
        HopByHop.remove(headers);
        RequestHeaders.removeOwned(headers);
        write(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, response.status(), Unpooled.EMPTY_BUFFER, headers, EmptyHttpHeaders.INSTANCE));
    }

    private void begin(HttpResponse response, boolean keepsUpstream) {
        isResponseBegun = true;
        mayKeepUpstream = keepsUpstream;
        isFramed = ResponseHeaders.rewrite(response, requestId, isHead, isHttp10);
        mayKeepClient &= isFramed && !client.loop().isDraining();
        ResponseHeaders.setConnection(response, mayKeepClient, isHttp10);
        client.encoder().answerHead(isHead);
        write(response);
    }

    /// Writes to the client, and reads no more of the upstream while the client does not take it.
    private void write(HttpObject message) {
        Channel channel = client.channel();
        channel.write(message, channel.voidPromise());
        if (!channel.isWritable() && upstream != null) {
            upstream.setReading(false);
        }
    }

    void responseBody(HttpContent content) {
        lastUpstreamActivity = client.loop().now();
        if (isInformational) {
            isInformational = !(content instanceof LastHttpContent);
            content.release();
        } else if (isOver) {
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            fail(ProblemCode.UPSTREAM_INVALID);
        } else {
            pass(content);
        }
    }

    private void pass(HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        if (content instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
            RequestHeaders.removeOwned(last.trailingHeaders());
        }
        write(content);
        if (isLast) {
            end();
        }
    }

    private void end() {
        isOver = true;
        leaveUpstream(mayKeepUpstream && isRequestComplete);
        client.exchangeEnded(mayKeepClient && isRequestComplete);
    }

    private void leaveUpstream(boolean keep) {
        UpstreamConnection connection = upstream;
        upstream = null;
        if (connection != null) {
            connection.end();
            if (keep) {
                connection.releaseAfterRead();
            } else {
                connection.close();
            }
        }
    }

    void clientWritabilityChanged() {
        if (upstream != null) {
            upstream.setReading(client.channel().isWritable());
        }
    }

    void upstreamWritabilityChanged() {
        client.readAsNeeded();
    }

    void upstreamClosed() {
        fail(ProblemCode.UPSTREAM_CLOSED);
    }

    void clientGone() {
        isOver = true;
        leaveUpstream(false);
        releaseHeld();
    }

    long lastUpstreamActivity() {
        return lastUpstreamActivity;
    }

    void checkDeadlines(long now, long lastActivity) {
        GatewaySettings settings = pool.settings();
        if (isResponseBegun || !isRequestComplete) {
            if (now - lastActivity > settings.idleTimeout().toNanos()) {
                boolean isClientSlow = !isRequestComplete && takesBody();
                fail(isClientSlow ? ProblemCode.REQUEST_TIMEOUT : ProblemCode.UPSTREAM_TIMEOUT);
            }
        } else if (now - lastActivity > settings.responseTimeout().toNanos()) {
            fail(ProblemCode.UPSTREAM_TIMEOUT);
        }
    }

    /// Ends the exchange without the upstream's response. Once that was begun, only breaking the connection
    /// tells the client that it is not whole.
    private void fail(ProblemCode problem) {
        if (isOver) {
            return;
        }
        isOver = true;
        leaveUpstream(false);
        releaseHeld();
        if (isResponseBegun) {
            client.responseBroken(isFramed);
        } else {
            client.exchangeFailed(problem, isHead, isRequestComplete, mayKeepClient && !isHttp10);
        }
    }

    private void releaseHeld() {
        held.forEach(HttpContent::release);
        held.clear();
    }
}
