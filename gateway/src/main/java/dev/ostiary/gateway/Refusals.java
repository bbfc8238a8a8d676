package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Every answer that is the gateway's own and means no, in the route's form. The bytes of one code are always the
/// same but for the request id, so that nothing of a key can be told from them. What is the same is made once: a flood
/// of wrong keys costs little more than reading it.
final class Refusals {
    private static final HeaderName CONTENT_TYPE = HeaderName.of("Content-Type");
    private static final HeaderName CACHE_CONTROL = HeaderName.of("Cache-Control");
    private static final HeaderName WWW_AUTHENTICATE = HeaderName.of("WWW-Authenticate");
    private static final AsciiString PROBLEM_JSON = AsciiString.cached("application/problem+json");
    private static final AsciiString GRPC = AsciiString.cached("application/grpc");
    private static final AsciiString GRPC_STATUS = AsciiString.cached("grpc-status");
    private static final AsciiString GRPC_MESSAGE = AsciiString.cached("grpc-message");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final byte[] NOTHING = {};
    private static final byte[] END = "\"}".getBytes(UTF_8);
    private static final byte[] SCOPE = "\",\"missingScope\":\"".getBytes(UTF_8);
    private static final Map<ProblemCode, byte[]> BEGINNINGS = new EnumMap<>(ProblemCode.class);
    private static final Map<ProblemCode, byte[]> TEXTS = new EnumMap<>(ProblemCode.class);
    /// What all refusals with a challenge have in their head. To be copied, not changed.
    private static final Map<Challenge, FlatHeaders> PROBLEM_HEADS = new EnumMap<>(Challenge.class);
    private static final Map<Challenge, FlatHeaders> TEXT_HEADS = new EnumMap<>(Challenge.class);
    /// Room for the request id, and for what an ordinary refusal gets besides.
    private static final int SPARE = 128;

    static {
        for (ProblemCode problem : ProblemCode.values()) {
            BEGINNINGS.put(problem, beginning(problem).getBytes(UTF_8));
            TEXTS.put(problem, text(problem).getBytes(UTF_8));
        }
        for (Challenge challenge : Challenge.values()) {
            PROBLEM_HEADS.put(challenge, head(PROBLEM_JSON, challenge));
            TEXT_HEADS.put(challenge, head(HttpHeaderValues.TEXT_PLAIN, challenge));
        }
    }

    private Refusals() {}

    /// The answer to a request, but for the headers of its connection.
    static FullHttpResponse of(Refusal refusal, String requestId) {
        byte[] body = body(refusal, requestId);
        FlatHeaders headers = head(refusal);
        headers.add(HeaderName.CONTENT_LENGTH, Integer.toString(body.length)).add(HeaderNames.REQUEST_ID, requestId);
        if (refusal.form() != RefusalForm.PROBLEM) {
            headers.add(HeaderNames.SOURCE, source(refusal.problem()));
        }
        if (refusal.missingScope() != null) {
            headers.add(WWW_AUTHENTICATE, refusal.challenge().lacking(refusal.missingScope()));
        }
        refusal.changes().applyTo(headers);
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status(refusal.problem(), refusal.form()),
                Unpooled.wrappedBuffer(body),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    /// gRPC says it in a response of trailers only (gRPC over HTTP/2, "Responses").
    private static HttpResponseStatus status(ProblemCode problem, RefusalForm form) {
        return form == RefusalForm.GRPC ? HttpResponseStatus.OK : HttpResponseStatus.valueOf(problem.status());
    }

    private static byte[] body(Refusal refusal, String requestId) {
        return switch (refusal.form()) {
            case PROBLEM -> problem(refusal, requestId);
            case TEXT -> Objects.requireNonNull(TEXTS.get(refusal.problem()));
            case GRPC -> NOTHING;
        };
    }

    private static byte[] problem(Refusal refusal, String requestId) {
        byte[] beginning = Objects.requireNonNull(BEGINNINGS.get(refusal.problem()));
        byte[] id = requestId.getBytes(ISO_8859_1);
        byte[] scope = refusal.missingScope() == null ? NOTHING : scope(refusal.missingScope());
        int end = beginning.length + id.length;
        byte[] body = Arrays.copyOf(beginning, end + scope.length + END.length);
        System.arraycopy(id, 0, body, beginning.length, id.length);
        System.arraycopy(scope, 0, body, end, scope.length);
        System.arraycopy(END, 0, body, end + scope.length, END.length);
        return body;
    }

    private static byte[] scope(String missing) {
        byte[] text = Quoting.escape(missing).getBytes(ISO_8859_1);
        byte[] scope = Arrays.copyOf(SCOPE, SCOPE.length + text.length);
        System.arraycopy(text, 0, scope, SCOPE.length, text.length);
        return scope;
    }

    private static FlatHeaders head(Refusal refusal) {
        Challenge challenge = challenge(refusal);
        return switch (refusal.form()) {
            case PROBLEM -> copy(PROBLEM_HEADS, challenge);
            case TEXT -> copy(TEXT_HEADS, challenge);
            case GRPC -> {
                FlatHeaders headers = head(GRPC, challenge);
                headers.add(GRPC_STATUS, grpcStatus(refusal.problem().status()))
                        .add(GRPC_MESSAGE, text(refusal.problem()));
                yield headers;
            }
        };
    }

    private static FlatHeaders copy(Map<Challenge, FlatHeaders> heads, Challenge challenge) {
        return Objects.requireNonNull(heads.get(challenge)).copy(SPARE);
    }

    /// A scope that is missing is named in a challenge of its own. No 401 goes without one.
    private static Challenge challenge(Refusal refusal) {
        if (refusal.missingScope() != null) {
            return Challenge.NONE;
        }
        boolean isNeeded =
                refusal.challenge() == Challenge.NONE && refusal.problem().status() == 401;
        return isNeeded ? Challenge.API_KEY : refusal.challenge();
    }

    private static FlatHeaders head(CharSequence type, Challenge challenge) {
        FlatHeaders headers = new FlatHeaders();
        headers.add(CONTENT_TYPE, type).add(CACHE_CONTROL, NO_STORE);
        if (challenge != Challenge.NONE) {
            headers.add(WWW_AUTHENTICATE, challenge.text());
        }
        return headers;
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

    /// By what gRPC makes of statuses of HTTP, but for those that it has a better word for.
    private static String grpcStatus(int httpStatus) {
        return switch (httpStatus) {
            case 400 -> "3";
            case 401 -> "16";
            case 403 -> "7";
            case 404 -> "12";
            case 402, 413, 429 -> "8";
            case 504 -> "4";
            case 502, 503 -> "14";
            default -> "2";
        };
    }

    private static String source(ProblemCode problem) {
        return switch (problem.owner()) {
            case CLIENT -> "client";
            case GATEWAY -> "gateway";
            case UPSTREAM -> "upstream";
        };
    }

    /// The texts are the product's own and need no escaping.
    private static String beginning(ProblemCode problem) {
        return "{\"type\":\"https://ostiary.dev/errors/" + problem.code()
                + "\",\"title\":\"" + problem.title()
                + "\",\"status\":" + problem.status()
                + ",\"detail\":\"" + problem.detail()
                + "\",\"code\":\"" + problem.code()
                + "\",\"source\":\"" + source(problem)
                + "\",\"requestId\":\"";
    }
}
