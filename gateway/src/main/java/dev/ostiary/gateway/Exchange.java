package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.HeaderName;
import dev.ostiary.gateway.upstream.UpstreamCall;
import dev.ostiary.gateway.upstream.UpstreamListener;
import dev.ostiary.gateway.upstream.Upstreams;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request on its way to an upstream and the response on its way back. Bodies pass through piece by
/// piece; each side is read only as fast as the other takes it.
final class Exchange implements UpstreamListener {
    private static final AsciiString HTTPS = AsciiString.cached("https");

    private final RequestIntake intake;
    private final ClientStream client;
    private final IncomingRequest incoming;
    private final ClientAddress address;
    private final HttpRequest request;
    private final Admission.Outcome.Forward forward;
    private final UpstreamCall upstream;
    private final String requestId;
    private final BodyPace pace;
    private final boolean isHead;
    private final boolean isHttp10;
    private final boolean isWebSocket;

    private @Nullable OngoingRight right;
    private boolean mayKeepClient;
    private boolean isRequestComplete;
    private boolean isResponseBegun;
    /// Whether the client can tell by the response where it ends.
    private boolean isFramed;
    private boolean isOver;

    private Exchange(
            RequestIntake intake,
            IncomingRequest incoming,
            Admission.Outcome.Forward forward,
            String requestId,
            ClientAddress address,
            boolean isHttp10,
            boolean isWebSocket) {
        this.intake = intake;
        this.incoming = incoming;
        this.address = address;
        this.client = intake.client();
        this.request = incoming.http();
        this.forward = forward;
        Upstreams upstreams = intake.loop().upstreams();
        this.upstream = isWebSocket
                ? upstreams.upgrade(forward.route().upstreams(), request, this)
                : upstreams.call(forward.route().upstreams(), request, this);
        this.requestId = requestId;
        this.pace = new BodyPace(intake.gateway().settings().limits());
        this.mayKeepClient = incoming.isKeepAlive();
        this.isHead = request.method().equals(HttpMethod.HEAD);
        this.isHttp10 = isHttp10;
        this.isWebSocket = isWebSocket;
    }

    /// Makes the exchange of a request that may pass: the permit is the proof. Call [#start] next, then bring the
    /// body.
    static Exchange of(
            RequestIntake intake,
            IncomingRequest incoming,
            Admission.Outcome.Forward forward,
            String requestId,
            ClientAddress address) {
        if (incoming.isExpectingContinue()) {
            intake.sendContinue();
        }
        return made(intake, incoming, forward, requestId, address);
    }

    /// The same for a request whose body was collected: it goes on with that length.
    static Exchange ofWhole(
            RequestIntake intake,
            IncomingRequest incoming,
            Admission.Outcome.Forward forward,
            String requestId,
            ClientAddress address,
            int length) {
        incoming.headers()
                .remove(HeaderName.TRANSFER_ENCODING)
                .remove(HeaderName.TRAILER)
                .set(HeaderName.CONTENT_LENGTH, Integer.toString(length));
        return made(intake, incoming, forward, requestId, address);
    }

    private static Exchange made(
            RequestIntake intake,
            IncomingRequest incoming,
            Admission.Outcome.Forward forward,
            String requestId,
            ClientAddress address) {
        HttpRequest http = incoming.http();
        boolean isHttp10 = incoming.isHttp10();
        boolean isWebSocket = WebSockets.isAskedFor(http);
        boolean isDirect = address.equals(intake.client().address());
        RequestHeaders.rewrite(http.headers(), forward.route(), forward.permit(), requestId, address.text(), isDirect);
        if (address.isSecure()) {
            http.headers().set(HeaderNames.FORWARDED_PROTO, HTTPS);
        }
        if (isWebSocket) {
            WebSockets.ask(http.headers());
        }
        Recording.forward(intake, http.headers(), forward.route());
        http.setUri(forward.target());
        http.setProtocolVersion(HttpVersion.HTTP_1_1);
        return new Exchange(intake, incoming, forward, requestId, address, isHttp10, isWebSocket);
    }

    /// Begins to send it, once it is paid.
    void start() {
        Bill bill = forward.bill();
        if (bill != null && bill.isPending()) {
            bill.whenDecided(intake.loop().eventLoop(), () -> decided(bill.refusal()));
        } else {
            upstream.start();
        }
    }

    private void decided(@Nullable Refusal refusal) {
        if (isOver) {
            return;
        }
        if (refusal == null) {
            upstream.start();
            upstream.flush();
            client.readAsNeeded();
        } else {
            isOver = true;
            upstream.cancel();
            refuse(refusal);
        }
    }

    private void refuse(Refusal refusal) {
        intake.exchangeFailed(refusal, requestId, isHead, isRequestComplete, mayKeepClient && !isHttp10);
    }

    /// What never reached an upstream costs nothing.
    private void giveBackUnused() {
        Bill bill = forward.bill();
        if (bill != null && !upstream.hasReachedAny()) {
            bill.giveBack();
        }
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
        if (!pace.add(content.content().readableBytes())) {
            content.release();
            fail(ProblemCode.REQUEST_TOO_LARGE);
            return;
        }
        if (content instanceof LastHttpContent last) {
            isRequestComplete = true;
            if (!last.trailingHeaders().isEmpty()) {
                RequestHeaders.rewriteTrailers(
                        last.trailingHeaders(), forward.route().replaced());
                forward.route().places().removeFromTrailers(last.trailingHeaders());
            }
        }
        upstream.write(content);
    }

    void flushRequest() {
        upstream.flush();
    }

    /// Whether what the client sends can be taken. A request that is complete takes no more, but reading
    /// shows when the client goes away.
    boolean takesBody() {
        return isRequestComplete || upstream.isWritable();
    }

    /// Passes an interim response on to a client that knows such (RFC 9110, section 15.2). The one that asks
    /// for the body to be sent is the gateway's own business.
    @Override
    public void interim(HttpResponse response) {
        if (isHttp10 || response.status().code() == HttpResponseStatus.CONTINUE.code()) {
            return;
        }
        HttpHeaders headers = response.headers();
        HopByHop.remove(headers);
        RequestHeaders.removeOwned(headers);
        write(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, response.status(), Unpooled.EMPTY_BUFFER, headers, EmptyHttpHeaders.INSTANCE));
    }

    @Override
    public void response(HttpResponse response) {
        if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            openTunnel(response);
            return;
        }
        isResponseBegun = true;
        intake.record().responded(response.status().code(), upstream.address());
        isFramed = ResponseHeaders.rewrite(response, requestId, isHead, isHttp10);
        mayKeepClient &= isFramed && !intake.loop().isDraining();
        ResponseHeaders.setConnection(response, mayKeepClient, isHttp10);
        forward.changes().applyTo(response.headers());
        client.answeringHead(isHead);
        write(response);
    }

    /// Lets bytes pass from here on. Only a client that asked for it gets there, and only by the upstream's word:
    /// otherwise what it sends next would reach the upstream unjudged.
    private void openTunnel(HttpResponse response) {
        if (!isWebSocket || !isRequestComplete || !WebSockets.isAccepted(response) || !client.maySwitch()) {
            fail(ProblemCode.UPSTREAM_INVALID);
            return;
        }
        isOver = true;
        intake.exchangeSwitched();
        Tunnel tunnel = new Tunnel(intake.loop(), intake.gateway(), client.channel(), right(), intake.record());
        intake.record().switched(upstream.address());
        FullHttpResponse accepted = WebSockets.accept(response, requestId);
        forward.changes().applyTo(accepted.headers());
        client.switchProtocol(accepted, tunnel.clientEnd());
        tunnel.open(upstream.becomeTunnel(tunnel.upstreamEnd()));
    }

    /// Writes to the client, and reads no more of the upstream while the client does not take it.
    private void write(HttpObject message) {
        Channel channel = client.channel();
        channel.write(message, channel.voidPromise());
        if (!channel.isWritable()) {
            upstream.setReading(false);
        }
    }

    @Override
    public void body(HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        intake.record().sent(content.content().readableBytes());
        if (content instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
            RequestHeaders.removeOwned(last.trailingHeaders());
        }
        write(content);
        if (isLast) {
            isOver = true;
            intake.exchangeEnded(mayKeepClient && isRequestComplete);
        }
    }

    @Override
    public void readComplete() {
        client.channel().flush();
    }

    void clientWritabilityChanged() {
        upstream.setReading(client.channel().isWritable());
    }

    @Override
    public void writabilityChanged() {
        client.readAsNeeded();
    }

    @Override
    public void failed(ProblemCode problem) {
        fail(problem);
    }

    void clientGone() {
        isOver = true;
        giveBackUnused();
        upstream.cancel();
    }

    void check(long now, Instant instant, long lastClientActivity) {
        ProblemCode refused = right().problem(instant);
        if (refused != null) {
            fail(refused);
        } else if (pace.isTooSlow(now, !isRequestComplete && takesBody() && mayBePaced())) {
            fail(ProblemCode.REQUEST_TIMEOUT);
        } else {
            upstream.checkDeadlines(now, lastClientActivity);
        }
    }

    /// Made for those requests only that take long enough to be looked at.
    private OngoingRight right() {
        if (right == null) {
            right = new OngoingRight(intake.gateway(), incoming, address, forward.route(), forward.permit());
        }
        return right;
    }

    /// A conversation has silences: only a request that is sent to be answered afterwards can be too slow.
    private boolean mayBePaced() {
        return !isResponseBegun && RefusalForm.of(forward.route().dialect(), request.headers()) != RefusalForm.GRPC;
    }

    /// Ends the exchange without the upstream's response. Once that was begun, only breaking the connection
    /// tells the client that it is not whole.
    private void fail(ProblemCode problem) {
        if (isOver) {
            return;
        }
        isOver = true;
        giveBackUnused();
        upstream.cancel();
        if (isResponseBegun) {
            intake.exchangeBroken(problem, isFramed);
        } else {
            refuse(forward.failure(problem, request.headers()));
        }
    }
}
