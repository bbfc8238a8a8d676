package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.gateway.observe.RequestRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes in the requests of one [ClientStream], one at a time: has each guarded and judged, and carries out what was
/// said of it.
final class RequestIntake {
    private final ClientStream client;
    private final GatewayLoop loop;
    private final GatewayContext gateway;
    private final RequestRecord record = new RequestRecord();
    private @Nullable Exchange exchange;
    private @Nullable BodyCollector collector;
    /// A request that is read to its end and not answered yet.
    private @Nullable LateAnswer awaited;

    RequestIntake(ClientStream client, GatewayLoop loop, GatewayContext gateway) {
        this.client = client;
        this.loop = loop;
        this.gateway = gateway;
    }

    ClientStream client() {
        return client;
    }

    GatewayLoop loop() {
        return loop;
    }

    GatewayContext gateway() {
        return gateway;
    }

    /// Where it is noted what becomes of the request in progress.
    RequestRecord record() {
        return record;
    }

    /// Whether a request is in progress.
    boolean isBusy() {
        return exchange != null || collector != null || awaited != null;
    }

    @SuppressWarnings("ReferenceEquality") // There is one path that is no path.
    void begin(HttpRequest http) {
        String requestId = loop.requestIds().next();
        Recording.begin(this, http, requestId);
        switch (RequestGuard.check(http, gateway.settings().limits().maxHeaders(), record)) {
            case RequestGuard.Outcome.Passed(IncomingRequest request) -> {
                record.target(request.path().target(), request.path().pathEnd());
                ProblemCode problem = problem(http);
                if (problem != null) {
                    FullHttpResponse refusal = refusal(problem, http.headers(), requestId);
                    WebSockets.tellVersion(http, refusal.headers());
                    answer(request, refusal, false);
                } else if (request.path() == RequestPath.SERVER) {
                    answer(request, OwnAnswers.methods(requestId), false);
                } else {
                    judge(request, requestId);
                }
            }
            case RequestGuard.Outcome.Refused(ProblemCode problem) -> {
                send(refusal(problem, http.headers(), requestId), isHead(http), false, false);
                ReferenceCountUtil.release(http);
            }
        }
    }

    private @Nullable ProblemCode problem(HttpRequest http) {
        long max = gateway.settings().limits().maxBody();
        return max != ClientLimits.UNLIMITED && HttpUtil.getContentLength(http, 0L) > max
                ? ProblemCode.REQUEST_TOO_LARGE
                : WebSockets.problem(http);
    }

    private void judge(IncomingRequest request, String requestId) {
        Admission admission = loop.admission();
        ClientAddress address = admission.clientOf(request, client.address());
        record.clientAddress(address.text());
        switch (admission.judge(request, address, requestId)) {
            case Admission.Outcome.Forward forward -> {
                exchange = Exchange.of(this, request, forward, requestId, address);
                exchange.start();
            }
            case Admission.Outcome.Refuse(Refusal refusal) ->
                answer(request, refusal(OwnAnswers.formed(refusal, request), requestId), false);
            case Admission.Outcome.Answer(FullHttpResponse response) -> answer(request, response, false);
            case Admission.Outcome.NeedsBody needed -> collect(request, address, requestId, needed);
            case Admission.Outcome.Later _ -> throw new IllegalStateException("only what is whole is answered later");
        }
    }

    private void collect(
            IncomingRequest request, ClientAddress address, String requestId, Admission.Outcome.NeedsBody needed) {
        if (request.isExpectingContinue()) {
            sendContinue();
        }
        ByteBufAllocator allocator = client.channel().alloc();
        collector = new BodyCollector(request, address, requestId, needed, loop.now(), allocator);
    }

    /// Asks a client that waits for it to send the body.
    void sendContinue() {
        client.channel().write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }

    /// Takes a piece of the body; false when nobody wants it any more.
    boolean body(HttpContent content) {
        if (exchange != null) {
            record.received(content.content().readableBytes());
            exchange.requestBody(content);
            return true;
        }
        if (collector != null) {
            record.received(content.content().readableBytes());
            collected(collector, content);
            return true;
        }
        return false;
    }

    private void collected(BodyCollector collecting, HttpContent content) {
        switch (collecting.add(content)) {
            case GOING_ON -> {}
            case COMPLETE -> {
                collector = null;
                judgeWhole(collecting);
            }
            case TOO_LARGE -> stopCollecting(collecting, ProblemCode.REQUEST_TOO_LARGE);
            case BROKEN -> stopCollecting(collecting, ProblemCode.REQUEST_MALFORMED);
        }
    }

    private void stopCollecting(BodyCollector collecting, ProblemCode problem) {
        collector = null;
        collecting.release();
        IncomingRequest request = collecting.request();
        send(Refusals.of(collecting.failure(problem), collecting.requestId()), isHead(request.http()), false, false);
    }

    private void judgeWhole(BodyCollector collected) {
        IncomingRequest request = collected.request();
        String requestId = collected.requestId();
        switch (loop.admission().judge(request, collected.address(), requestId, collected.body())) {
            case Admission.Outcome.Forward forward -> forwardWhole(collected, forward);
            case Admission.Outcome.Later(var outcome) -> {
                collected.release();
                awaited = LateAnswer.of(outcome, loop.eventLoop(), late -> {
                    awaited = null;
                    answerWhole(request, requestId, late);
                    client.answered();
                });
            }
            case Admission.Outcome outcome -> {
                collected.release();
                answerWhole(request, requestId, outcome);
            }
        }
    }

    /// Answers a request that was read to its end.
    private void answerWhole(IncomingRequest request, String requestId, Admission.Outcome outcome) {
        switch (outcome) {
            case Admission.Outcome.Answer(FullHttpResponse response) -> answer(request, response, true);
            case Admission.Outcome.Refuse(Refusal refusal) ->
                answer(request, refusal(OwnAnswers.formed(refusal, request), requestId), true);
            case Admission.Outcome.Forward _, Admission.Outcome.Later _, Admission.Outcome.NeedsBody _ ->
                throw new IllegalStateException("the body was brought already, and this is no answer");
        }
    }

    private void forwardWhole(BodyCollector collected, Admission.Outcome.Forward forward) {
        ByteBuf body = forward.body();
        if (body == null) {
            body = collected.body();
        } else {
            collected.release();
        }
        Exchange whole = Exchange.ofWhole(
                this, collected.request(), forward, collected.requestId(), collected.address(), body.readableBytes());
        exchange = whole;
        whole.start();
        // Takes it over even when the start has failed.
        whole.requestBody(new DefaultLastHttpContent(body));
    }

    /// Refuses what has not even come as a request.
    void refuseUnread(ProblemCode problem) {
        String requestId = loop.requestIds().next();
        Recording.beginUnread(loop.recorder(), record, client.address(), requestId);
        send(refusal(problem, EmptyHttpHeaders.INSTANCE, requestId), false, false, false);
    }

    private void answer(IncomingRequest request, FullHttpResponse response, boolean isComplete) {
        boolean mayKeep =
                isComplete ? request.isKeepAlive() : request.mayBeFollowed() && BodyDiscard.maySkip(request.http());
        send(response, isHead(request.http()), mayKeep, isComplete);
    }

    /// The one way that answers of our own go. The request is over before: what comes next may be waiting already.
    private void send(FullHttpResponse response, boolean isHead, boolean mayKeep, boolean isComplete) {
        record.answered(
                response.status().code(), isHead ? 0 : response.content().readableBytes());
        loop.recorder().finish(record);
        client.answer(response, isHead, mayKeep, isComplete);
    }

    /// Refuses a request that no route was found for yet.
    private FullHttpResponse refusal(ProblemCode problem, HttpHeaders request, String requestId) {
        RefusalForm form = RefusalForm.of(RefusalDialect.PROBLEM, request);
        return refusal(Refusal.of(problem, form, ResponseChanges.NONE), requestId);
    }

    private FullHttpResponse refusal(Refusal refusal, String requestId) {
        record.refused(refusal.problem());
        return Refusals.of(refusal, requestId);
    }

    private static boolean isHead(HttpRequest http) {
        return http.method().equals(HttpMethod.HEAD);
    }

    /// The response and the request are through.
    void exchangeEnded(boolean keep) {
        exchange = null;
        loop.recorder().finish(record);
        client.responseEnded(keep);
    }

    /// The exchange ended after its response was begun.
    void exchangeBroken(ProblemCode problem, boolean isFramed) {
        exchange = null;
        record.broken(problem);
        loop.recorder().finish(record);
        client.responseBroken(isFramed);
    }

    /// The exchange ended in a refusal, before its response was begun.
    void exchangeFailed(Refusal refusal, String requestId, boolean isHead, boolean isRequestComplete, boolean keep) {
        exchange = null;
        send(refusal(refusal, requestId), isHead, keep && isRequestComplete, isRequestComplete);
        client.answered();
    }

    /// The client's channel is a tunnel now; nothing more comes here.
    void exchangeSwitched() {
        exchange = null;
    }

    void flushRequest() {
        if (exchange != null) {
            exchange.flushRequest();
        }
    }

    boolean takesBody() {
        return exchange == null || exchange.takesBody();
    }

    void clientWritabilityChanged() {
        if (exchange != null) {
            exchange.clientWritabilityChanged();
        }
    }

    void clientGone() {
        if (exchange != null) {
            exchange.clientGone();
            exchange = null;
        }
        if (collector != null) {
            collector.release();
            collector = null;
        }
        if (awaited != null) {
            awaited.drop();
            awaited = null;
        }
        if (record.isOpen()) {
            record.clientGone();
            loop.recorder().finish(record);
        }
    }

    /// Ends the request in progress if it takes too long or its key was taken away.
    ///
    /// @param lastClientActivity when something last came from the client
    void check(long now, Instant instant, long lastClientActivity) {
        if (exchange != null) {
            exchange.check(now, instant, lastClientActivity);
        } else if (collector != null
                && collector.isOverdue(now, gateway.settings().timeouts().head().toNanos())) {
            stopCollecting(collector, ProblemCode.REQUEST_TIMEOUT);
            client.answered();
        }
    }
}
