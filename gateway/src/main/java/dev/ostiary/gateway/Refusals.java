package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Every answer that is the gateway's own and means no, in the route's form. The bytes of one code are always the
/// same but for the request id, so that nothing of a key can be told from them.
final class Refusals {
    private static final HeaderName CONTENT_TYPE = HeaderName.of("Content-Type");
    private static final HeaderName CACHE_CONTROL = HeaderName.of("Cache-Control");
    private static final HeaderName WWW_AUTHENTICATE = HeaderName.of("WWW-Authenticate");
    private static final AsciiString PROBLEM_JSON = AsciiString.cached("application/problem+json");
    private static final AsciiString GRPC = AsciiString.cached("application/grpc");
    private static final AsciiString GRPC_STATUS = AsciiString.cached("grpc-status");
    private static final AsciiString GRPC_MESSAGE = AsciiString.cached("grpc-message");
    private static final AsciiString CHALLENGE = AsciiString.cached("ApiKey realm=\"ostiary\"");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final byte[] END = "\"}".getBytes(UTF_8);
    private static final byte[] SCOPE = "\",\"missingScope\":\"".getBytes(UTF_8);
    private static final Map<ProblemCode, byte[]> BEGINNINGS = new EnumMap<>(ProblemCode.class);
    private static final Map<ProblemCode, byte[]> TEXTS = new EnumMap<>(ProblemCode.class);

    static {
        for (ProblemCode problem : ProblemCode.values()) {
            BEGINNINGS.put(problem, beginning(problem).getBytes(UTF_8));
            TEXTS.put(problem, text(problem).getBytes(UTF_8));
        }
    }

    private Refusals() {}

    /// The answer to a request, but for the headers of its connection.
    static FullHttpResponse of(Refusal refusal, String requestId) {
        FullHttpResponse response = switch (refusal.form()) {
            case PROBLEM -> problem(refusal, requestId);
            case TEXT -> text(refusal);
            case GRPC -> grpc(refusal);
        };
        HttpHeaders headers = response.headers();
        headers.add(CACHE_CONTROL, NO_STORE);
        headers.add(HeaderNames.REQUEST_ID, requestId);
        CharSequence challenge = refusal.challenge();
        if (challenge != null) {
            headers.add(WWW_AUTHENTICATE, challenge);
        } else if (refusal.problem().status() == 401) {
            headers.add(WWW_AUTHENTICATE, CHALLENGE);
        }
        refusal.changes().applyTo(headers);
        return response;
    }

    private static FullHttpResponse problem(Refusal refusal, String requestId) {
        byte[] beginning = Objects.requireNonNull(BEGINNINGS.get(refusal.problem()));
        String scope = refusal.missingScope() == null ? null : Quoting.escape(refusal.missingScope());
        int length = beginning.length
                + requestId.length()
                + (scope == null ? 0 : SCOPE.length + scope.length())
                + END.length;
        ByteBuf body = Unpooled.buffer(length);
        body.writeBytes(beginning);
        ByteBufUtil.writeAscii(body, requestId);
        if (scope != null) {
            body.writeBytes(SCOPE);
            ByteBufUtil.writeAscii(body, scope);
        }
        body.writeBytes(END);
        return response(HttpResponseStatus.valueOf(refusal.problem().status()), PROBLEM_JSON, body);
    }

    private static FullHttpResponse text(Refusal refusal) {
        byte[] text = Objects.requireNonNull(TEXTS.get(refusal.problem()));
        return response(
                HttpResponseStatus.valueOf(refusal.problem().status()),
                HttpHeaderValues.TEXT_PLAIN,
                Unpooled.wrappedBuffer(text));
    }

    /// A response of trailers only (gRPC over HTTP/2, "Responses").
    private static FullHttpResponse grpc(Refusal refusal) {
        FullHttpResponse response = response(HttpResponseStatus.OK, GRPC, Unpooled.EMPTY_BUFFER);
        response.headers().add(GRPC_STATUS, grpcStatus(refusal.problem().status()));
        response.headers().add(GRPC_MESSAGE, text(refusal.problem()));
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, CharSequence type, ByteBuf body) {
        HttpHeaders headers = new FlatHeaders()
                .add(CONTENT_TYPE, type)
                .add(HeaderName.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, headers, EmptyHttpHeaders.INSTANCE);
    }

    /// Marks a response as the last one of its connection.
    static void endConnection(FullHttpResponse response) {
        response.headers().set(HeaderName.CONNECTION, HttpHeaderValues.CLOSE);
    }

    /// What agentgateway answers with, word for word, so that callers who look for its words find them.
    private static String text(ProblemCode problem) {
        return switch (problem) {
            case CREDENTIAL_MISSING -> "api key authentication failure: no API Key found";
            case CREDENTIAL_INVALID -> "api key authentication failure: invalid credentials";
            case SCOPE_MISSING, ORIGIN_REFUSED, ADDRESS_REFUSED, PERMISSION_DENIED -> "authorization failed";
            case RATE_LIMITED, TOO_MANY_FAILURES -> "rate limit exceeded";
            default -> problem.title();
        };
    }

    /// By what gRPC makes of statuses of HTTP, but for the two that it has a better word for.
    private static String grpcStatus(int httpStatus) {
        return switch (httpStatus) {
            case 400 -> "3";
            case 401 -> "16";
            case 403 -> "7";
            case 404 -> "12";
            case 413, 429 -> "8";
            case 504 -> "4";
            case 502, 503 -> "14";
            default -> "2";
        };
    }

    /// The texts are the product's own and need no escaping.
    private static String beginning(ProblemCode problem) {
        return "{\"type\":\"https://ostiary.dev/errors/" + problem.code()
                + "\",\"title\":\"" + problem.title()
                + "\",\"status\":" + problem.status()
                + ",\"detail\":\"" + problem.detail()
                + "\",\"code\":\"" + problem.code()
                + "\",\"source\":\"" + problem.owner().name().toLowerCase(Locale.ROOT)
                + "\",\"requestId\":\"";
    }
}
