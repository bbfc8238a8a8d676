package dev.ostiary.gateway;

import dev.ostiary.core.access.Authenticator;
import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Permit;
import dev.ostiary.core.access.Verdict;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.limit.RateDecision;
import dev.ostiary.core.limit.RateState;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.gateway.cors.CorsAnswers;
import dev.ostiary.gateway.http1.HeaderName;
import dev.ostiary.gateway.json.JsonBody;
import dev.ostiary.gateway.limit.RateLimitHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Judges each request of one event loop, whichever protocol it came by, and says what is to become of it. Whoever
/// asks carries the [Outcome] out; nothing is sent from here.
final class Admission {
    /// URLs here carry keys: no page that is reached from one may learn it.
    private static final ResponseChanges NO_REFERRER = response -> response.set("Referrer-Policy", "no-referrer");

    private final GatewayContext gateway;
    private final Authenticator authenticator;
    private final UsageCounter usage;
    private final DenialDesk denials;

    Admission(GatewayContext gateway, Authenticator authenticator, UsageCounter usage) {
        this.gateway = gateway;
        this.authenticator = authenticator;
        this.usage = usage;
        this.denials = new DenialDesk(gateway.admission());
    }

    /// What is to become of a request.
    sealed interface Outcome {
        /// It goes to an upstream. Its headers bear no credential any more.
        ///
        /// @param target the request target that the upstream sees
        /// @param changes to the response, of the upstream or of our own
        /// @param body what the upstream gets in place of the body that was collected, taken over by the
        /// caller,
        ///     the request's `Content-Length` set to its length; null when it goes on as it came
        /// @param bill what it costs; null for nothing
        record Forward(
                Route route,
                Permit permit,
                String target,
                ResponseChanges changes,
                @Nullable ByteBuf body,
                @Nullable Bill bill)
                implements Outcome {
            /// How to say that it could not be carried out after all.
            ///
            /// @param request its headers, the client's or those made for the upstream
            Refusal failure(ProblemCode problem, HttpHeaders request) {
                return Refusal.of(problem, RefusalForm.of(route.dialect(), request), changes);
            }
        }

        /// It is not served.
        record Refuse(Refusal refusal) implements Outcome {
            Refuse(ProblemCode problem) {
                this(Refusal.of(problem));
            }
        }

        /// It is answered by the gateway itself. The response is whole and has its `Content-Length`.
        record Answer(FullHttpResponse response) implements Outcome {}

        /// It is answered by the gateway itself, but not at once. Only a request that was brought whole gets
        /// this.
        ///
        /// @param outcome a refusal or an answer; completed by any thread, never with a failure
        record Later(CompletableFuture<Outcome> outcome) implements Outcome {}

        /// Nothing can be said without its body, which is to be collected and brought; a longer one is refused.
        ///
        /// @param limit of the body, in bytes
        /// @param changes to an answer of our own
        record NeedsBody(int limit, RefusalDialect dialect, ResponseChanges changes) implements Outcome {
            /// How to say that it could not be had.
            ///
            /// @param request its headers
            Refusal failure(ProblemCode problem, HttpHeaders request) {
                return Refusal.of(problem, RefusalForm.of(dialect, request), changes);
            }
        }
    }

    /// Who sent a request: who is at the other end of its connection, or who trusted proxies say is behind them. To
    /// be asked once for each request, and told to [#judge], to the upstream and to the log.
    ClientAddress clientOf(IncomingRequest request, ClientAddress socket) {
        return gateway.admission().proxies().clientOf(request.headers(), socket);
    }

    /// Judges a request by its head.
    ///
    /// @param client as [#clientOf] answers
    /// @param requestId what the request is called, to the client, to the upstream and in the log
    Outcome judge(IncomingRequest request, ClientAddress client, String requestId) {
        return judge(request, client, requestId, null);
    }

    /// Judges a request.
    ///
    /// @param body its whole body, when the first answer was that it is needed; the caller keeps it
    Outcome judge(IncomingRequest request, ClientAddress client, String requestId, @Nullable ByteBuf body) {
        if (!gateway.readiness().getAsBoolean()) {
            return new Outcome.Refuse(ProblemCode.GATEWAY_NOT_READY);
        }
        RequestPath path = request.path();
        if (path.authority() != null && !namesOneHost(path.authority(), request)) {
            return new Outcome.Refuse(ProblemCode.REQUEST_MALFORMED);
        }
        RouteIndex routes = gateway.routes().current();
        String host = routes.looksAtHosts() ? hostOf(request) : null;
        Destination destination = routes.match(path, host);
        if (destination == null) {
            return new Outcome.Refuse(ProblemCode.ROUTE_NOT_FOUND);
        }
        request.record().route(destination.name(), destination.organization());
        if (path.looksLikeHostAfter(destination.prefixLength()) || routes.isReadInTwoWays(path, host, destination)) {
            return new Outcome.Refuse(ProblemCode.REQUEST_MALFORMED);
        }
        CorsAnswers cors = destination.cors();
        if (cors != null && CorsAnswers.isPreflight(request.http())) {
            FullHttpResponse granted = cors.preflight(request.headers());
            granted.headers().set(HeaderNames.REQUEST_ID, requestId);
            return new Outcome.Answer(granted);
        }
        ResponseChanges changes = changes(destination, cors, request);
        if (destination instanceof ClientApiDoor && WidgetAnswers.isAskedFor(path)) {
            return WidgetAnswers.of(request, requestId, changes);
        }
        if (body == null
                && destination instanceof ClientApiDoor door
                && door.api().asksStore(path.target().substring(0, path.pathEnd()))) {
            // Whoever waits for the store has sent all there is, so that nothing comes meanwhile.
            return new Outcome.NeedsBody(
                    gateway.admission().settings().maxJudgedBody(), destination.dialect(), changes);
        }
        if (destination.places().bodyFields().isEmpty() || !JsonType.isJson(request.headers())) {
            return judge(new RequestView(request, destination, client, requestId, null), changes);
        }
        return judgeWithBody(request, destination, client, requestId, changes, body);
    }

    /// Two hosts are two readings of what the request is for.
    private static boolean namesOneHost(String authority, IncomingRequest request) {
        String header = request.header("host");
        return header == null || withoutUsualPort(header).equalsIgnoreCase(withoutUsualPort(authority));
    }

    private static String withoutUsualPort(String authority) {
        return authority.endsWith(":80") ? authority.substring(0, authority.length() - 3) : authority;
    }

    private static @Nullable String hostOf(IncomingRequest request) {
        String authority = request.path().authority();
        return HostName.of(authority != null ? authority : request.header("host"));
    }

    private static ResponseChanges changes(
            Destination destination, @Nullable CorsAnswers cors, IncomingRequest request) {
        ResponseChanges changes = ResponseChanges.NONE;
        if (cors != null) {
            String origin = request.header("origin");
            changes = response -> cors.applyTo(response, origin);
        }
        return destination.places().readsQuery() ? changes.and(NO_REFERRER) : changes;
    }

    private Outcome judgeWithBody(
            IncomingRequest request,
            Destination destination,
            ClientAddress client,
            String requestId,
            ResponseChanges changes,
            @Nullable ByteBuf body) {
        int limit = gateway.admission().settings().maxJudgedBody();
        if (body == null) {
            return JsonType.isLongerThan(limit, request.headers())
                    ? refuse(ProblemCode.REQUEST_TOO_LARGE, destination, request, changes)
                    : new Outcome.NeedsBody(limit, destination.dialect(), changes);
        }
        JsonBody json =
                JsonBody.parse(ByteBufUtil.getBytes(body), destination.places().bodyFields());
        return json == null
                ? refuse(ProblemCode.REQUEST_MALFORMED, destination, request, changes)
                : judge(new RequestView(request, destination, client, requestId, json), changes);
    }

    private static Outcome refuse(
            ProblemCode problem, Destination destination, IncomingRequest request, ResponseChanges changes) {
        RefusalForm form = RefusalForm.of(destination.dialect(), request.headers());
        return new Outcome.Refuse(Refusal.of(problem, form, changes));
    }

    private Outcome judge(RequestView view, ResponseChanges changes) {
        Instant now = gateway.clock().instant();
        return switch (authenticator.decide(view, view.destination().policy(), gateway.directory(), now)) {
            case Verdict.Allowed(Permit permit) ->
                view.destination() instanceof ClientApiDoor door
                        ? behind(door, view, permit, changes, now)
                        : limited(view, permit, changes, now);
            case Verdict.Anonymous(Permit permit) -> forward(view, permit, changes, List.of(), now);
            case Verdict.Denied(var reason, var key) ->
                new Outcome.Refuse(denials.refuse(view, reason, key, changes, now));
        };
    }

    /// What goes on to an agent is judged by the same rules as what comes to it directly.
    private Outcome behind(ClientApiDoor door, RequestView view, Permit permit, ResponseChanges changes, Instant now) {
        Route route = door.onward(view.request().path(), view.method(), permit.key());
        if (route == null) {
            return limited(view, permit, changes, now);
        }
        view.request().record().route(route.name(), route.organization());
        RequestView message = view.on(route);
        return switch (Authenticator.decideAgain(message, permit, door.policy(), route.policy(), permit.key(), now)) {
            case Verdict.Allowed(Permit right) -> limited(message, right, changes, now);
            case Verdict.Denied(var reason, var key) ->
                new Outcome.Refuse(denials.refuse(message, reason, key, changes, now));
            case Verdict.Anonymous _ -> throw new IllegalStateException("nobody gets here without a key");
        };
    }

    private Outcome limited(RequestView view, Permit permit, ResponseChanges changes, Instant now) {
        KeyEntry key = permit.key();
        if (key == null) {
            return forward(view, permit, changes, List.of(), now);
        }
        view.request().record().key(key.id(), key.organization());
        List<RateLimit> limits = key.restrictions().limits();
        if (limits.isEmpty()) {
            return forward(view, permit, changes, List.of(), now);
        }
        RateDecision decision = gateway.admission().keyLimiter().take(key.id(), limits);
        ResponseChanges told = changes.and(response -> RateLimitHeaders.set(response, decision));
        if (!decision.isAllowed()) {
            return new Outcome.Refuse(denials.refuse(view, DenialReason.RATE_LIMITED, key.id(), told, now));
        }
        return forward(view, permit, told, decision.states(), now);
    }

    private Outcome forward(
            RequestView view, Permit permit, ResponseChanges changes, List<RateState> limits, Instant now) {
        return switch (view.destination()) {
            case Route route -> billed(view, route, permit, changes, now);
            case ClientApiDoor door -> {
                count(view, permit, now);
                yield ClientApiAnswers.of(door.api(), view, permit, limits, changes, gateway);
            }
        };
    }

    private void count(RequestView view, Permit permit, Instant now) {
        KeyEntry key = permit.key();
        if (key != null) {
            usage.count(key, now, view.client().text());
        }
    }

    private Outcome billed(RequestView view, Route route, Permit permit, ResponseChanges changes, Instant now) {
        KeyEntry key = permit.key();
        Bill bill = route.isFreeFor(key) ? null : bill(view, route, key, changes, now, () -> count(view, permit, now));
        Refusal refusal = bill == null ? null : bill.refusal();
        if (refusal != null) {
            return new Outcome.Refuse(refusal);
        }
        if (bill == null || !bill.isPending()) {
            count(view, permit, now);
        }
        return forward(view, route, permit, changes, bill);
    }

    private Bill bill(
            RequestView view,
            Route route,
            @Nullable KeyEntry key,
            ResponseChanges changes,
            Instant now,
            Runnable request) {
        KeyId id = key == null ? null : key.id();
        return Bill.of(
                gateway.metering(),
                usage,
                route,
                key,
                now,
                request,
                () -> denials.refuse(view, DenialReason.NO_CREDITS, id, changes, now));
    }

    private static Outcome forward(
            RequestView view, Route route, Permit permit, ResponseChanges changes, @Nullable Bill bill) {
        HttpHeaders headers = view.request().headers();
        route.places().removeFrom(headers, view);
        String target = route.places()
                .withoutCredential(route.upstreamTarget(view.request().path()));
        byte[] rest = view.body() == null ? null : view.body().rest();
        if (rest == null) {
            return new Outcome.Forward(route, permit, target, changes, null, bill);
        }
        headers.remove(HeaderName.TRANSFER_ENCODING);
        headers.set(HeaderName.CONTENT_LENGTH, Integer.toString(rest.length));
        return new Outcome.Forward(route, permit, target, changes, Unpooled.wrappedBuffer(rest), bill);
    }
}
