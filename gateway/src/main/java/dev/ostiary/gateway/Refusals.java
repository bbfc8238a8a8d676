package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Every answer that is the gateway's own: RFC 9457 problems. The bytes of one code are always the same but
/// for the request id, so that nothing of a key can be told from them.
final class Refusals {
    private static final AsciiString PROBLEM_JSON = AsciiString.cached("application/problem+json");
    private static final AsciiString CHALLENGE = AsciiString.cached("ApiKey realm=\"ostiary\"");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final byte[] END = "\"}".getBytes(UTF_8);
    private static final Map<ProblemCode, byte[]> BEGINNINGS = new EnumMap<>(ProblemCode.class);

    static {
        for (ProblemCode problem : ProblemCode.values()) {
            BEGINNINGS.put(problem, beginning(problem).getBytes(UTF_8));
        }
    }

    private Refusals() {}

    static FullHttpResponse of(ProblemCode problem, String requestId, Channel channel) {
        byte[] beginning = Objects.requireNonNull(BEGINNINGS.get(problem));
        int length = beginning.length + requestId.length() + END.length;
        ByteBuf body = channel.alloc().ioBuffer(length);
        body.writeBytes(beginning);
        ByteBufUtil.writeAscii(body, requestId);
        body.writeBytes(END);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.status()), body);
        HttpHeaders headers = response.headers();
        headers.add(HttpHeaderNames.CONTENT_TYPE, PROBLEM_JSON);
        headers.add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(length));
        headers.add(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        headers.add(HeaderNames.REQUEST_ID, requestId);
        if (problem.status() == 401) {
            headers.add(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
        }
        return response;
    }

    /// Marks a response as the last one of its connection.
    static void endConnection(FullHttpResponse response) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
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
