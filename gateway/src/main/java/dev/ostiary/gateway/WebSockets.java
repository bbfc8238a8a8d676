package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The opening handshake of WebSocket (RFC 6455, section 4), as one who passes it on sees it.
final class WebSockets {
    private static final String VERSION = "13";
    /// Sixteen bytes in Base64.
    private static final int KEY_LENGTH = 24;

    private WebSockets() {}

    /// Whether a client asks to speak WebSocket from here on. A wish for anything else is not heard.
    static boolean isAskedFor(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.contains(HeaderName.UPGRADE)
                && request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.containsValue(HeaderName.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HeaderName.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    /// What is wrong with a request that asks for WebSocket; null when nothing is, or when it does not ask.
    static @Nullable ProblemCode problem(HttpRequest request) {
        if (!isAskedFor(request)) {
            return null;
        }
        HttpHeaders headers = request.headers();
        boolean hasBody = headers.contains(HeaderName.TRANSFER_ENCODING)
                || !headers.get(HeaderName.CONTENT_LENGTH, "0").equals("0");
        boolean isWhole = isSingle(headers.getAll(HeaderName.UPGRADE), "websocket")
                && isSingle(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION), VERSION)
                && headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY).size() == 1
                && isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
        return isWhole && !hasBody ? null : ProblemCode.REQUEST_MALFORMED;
    }

    /// Tells a client that asks for another version than the one there is which that is (RFC 6455, section 4.4).
    static void tellVersion(HttpRequest request, HttpHeaders refusal) {
        if (isAskedFor(request)
                && !isSingle(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION), VERSION)) {
            refusal.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
    }

    private static boolean isSingle(List<String> values, String expected) {
        return values.size() == 1 && values.getFirst().equalsIgnoreCase(expected);
    }

    private static boolean isKey(String key) {
        if (key.length() != KEY_LENGTH || !key.endsWith("==")) {
            return false;
        }
        for (int i = 0; i < KEY_LENGTH - 2; i++) {
            char character = key.charAt(i);
            boolean isLetter = (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
            if (!isLetter && (character < '0' || character > '9') && character != '+' && character != '/') {
                return false;
            }
        }
        return true;
    }

    /// Puts the wish back into the headers that go to the upstream, from which all that concerns one connection was
    /// taken.
    static void ask(HttpHeaders headers) {
        headers.set(HeaderName.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HeaderName.UPGRADE, HttpHeaderValues.WEBSOCKET);
    }

    /// Whether an upstream's `101` is to this protocol.
    static boolean isAccepted(HttpResponse response) {
        return isSingle(response.headers().getAll(HeaderName.UPGRADE), "websocket");
    }

    /// The `101` that the client gets for the upstream's.
    static FullHttpResponse accept(HttpResponse response, String requestId) {
        HttpHeaders headers = response.headers();
        HopByHop.remove(headers);
        headers.remove(HeaderName.CONTENT_LENGTH).remove(HeaderName.TRANSFER_ENCODING);
        ask(headers);
        headers.set(HeaderNames.REQUEST_ID, requestId);
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.SWITCHING_PROTOCOLS,
                Unpooled.EMPTY_BUFFER,
                headers,
                EmptyHttpHeaders.INSTANCE);
    }
}
