package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.Permit;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.credit.CreditBalance;
import dev.ostiary.core.limit.RateState;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.clientapi.ClientApi;
import dev.ostiary.gateway.credit.CreditLedger;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Puts answers of the [ClientApi] into HTTP.
final class ClientApiAnswers {
    /// How long a client waits for the store.
    private static final int PATIENCE_SECONDS = 2;

    private ClientApiAnswers() {}

    static Admission.Outcome of(
            ClientApi api,
            RequestView view,
            Permit permit,
            List<RateState> limits,
            ResponseChanges changes,
            GatewayContext gateway) {
        KeyEntry key = permit.key();
        if (key == null) {
            throw new IllegalStateException("the client API lets nobody in without a key");
        }
        return switch (api.answer(
                view.method(), view.path(), view.request().path().query(), key, limits)) {
            case ClientApi.Answer.Found(byte[] json) -> new Admission.Outcome.Answer(found(json, view.id(), changes));
            case ClientApi.Answer.Credits _ ->
                new Admission.Outcome.Later(credits(permit, key, view, changes, gateway));
            case ClientApi.Answer.NotFound _ -> refuse(ProblemCode.ROUTE_NOT_FOUND, view, changes);
            case ClientApi.Answer.NoAgent _ -> refuse(ProblemCode.AGENT_NOT_FOUND, view, changes);
            case ClientApi.Answer.WhichEnvironment _ -> refuse(ProblemCode.ENVIRONMENT_UNCLEAR, view, changes);
            case ClientApi.Answer.NotReady _ -> refuse(ProblemCode.GATEWAY_NOT_READY, view, changes);
            case ClientApi.Answer.WrongMethod(String allowed) ->
                refuse(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        view,
                        changes.and(response -> response.set(HttpHeaderNames.ALLOW, allowed)));
        };
    }

    /// Every visitor of a page has its public id: by that alone nothing is told of the organization.
    private static CompletableFuture<Admission.Outcome> credits(
            Permit permit, KeyEntry key, RequestView view, ResponseChanges changes, GatewayContext gateway) {
        CreditLedger ledger = gateway.metering().ledger();
        return balance(ledger, CreditAccountId.of(key.organization()), !permit.isPublicAlone())
                .thenCombine(
                        balance(
                                ledger,
                                CreditAccountId.of(key.id()),
                                key.restrictions().isMetered()),
                        (organization, ofKey) -> ClientApi.credits(
                                organization, ofKey, gateway.clock().instant()))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .<Admission.Outcome>thenApply(json -> new Admission.Outcome.Answer(found(json, view.id(), changes)))
                .exceptionally(_ -> refuse(ProblemCode.STORE_UNAVAILABLE, view, changes));
    }

    private static CompletableFuture<Optional<CreditBalance>> balance(
            CreditLedger ledger, CreditAccountId account, boolean isTold) {
        return isTold
                ? ledger.balance(account).thenApply(Optional::of)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static FullHttpResponse found(byte[] json, String requestId, ResponseChanges changes) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(json));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(json.length));
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set(HeaderNames.REQUEST_ID, requestId);
        changes.applyTo(headers);
        return response;
    }

    private static Admission.Outcome refuse(ProblemCode problem, RequestView view, ResponseChanges changes) {
        RefusalForm form =
                RefusalForm.of(view.destination().dialect(), view.request().headers());
        return new Admission.Outcome.Refuse(Refusal.of(problem, form, changes));
    }
}
