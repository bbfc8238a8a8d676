package dev.ostiary.gateway;

import dev.ostiary.core.route.RefusalDialect;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// What the gateway answers by itself, apart from the text of refusals.
final class OwnAnswers {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private OwnAnswers() {}

    /// What the server as a whole can do: carry methods. What each agent takes of them is the agent's to say.
    static FullHttpResponse methods(String requestId) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        response.headers().set(HttpHeaderNames.ALLOW, METHODS);
        response.headers().set(HeaderNames.REQUEST_ID, requestId);
        return response;
    }

    /// What was refused before a route was found is still said so that a gRPC client understands it.
    static Refusal formed(Refusal refusal, IncomingRequest request) {
        boolean isGrpc = refusal.form() == RefusalForm.PROBLEM
                && RefusalForm.of(RefusalDialect.PROBLEM, request.headers()) == RefusalForm.GRPC;
        return isGrpc ? refusal.in(RefusalForm.GRPC) : refusal;
    }
}
