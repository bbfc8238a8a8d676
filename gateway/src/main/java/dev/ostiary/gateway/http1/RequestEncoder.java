package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;

/// Writes requests to an upstream, as HTTP/1.1. A body needs a length or chunks in the headers.
public final class RequestEncoder extends MessageEncoder {
    private static final byte[] END = " HTTP/1.1\r\n".getBytes(US_ASCII);

    @Override
    boolean isMine(HttpMessage message) {
        return message instanceof HttpRequest;
    }

    @Override
    int startLineLength(HttpMessage message) {
        HttpRequest request = (HttpRequest) message;
        return request.method().asciiName().length() + 1 + request.uri().length() + END.length;
    }

    @Override
    int writeStartLine(HttpMessage message, byte[] out) {
        HttpRequest request = (HttpRequest) message;
        byte[] method = request.method().asciiName().array();
        System.arraycopy(method, 0, out, 0, method.length);
        out[method.length] = ' ';
        int start = method.length + 1;
        int end = putTarget(request.uri(), out, start);
        if (end == start || Octets.visibleEnd(out, start, end) != end) {
            throw new IllegalArgumentException("request target cannot be sent");
        }
        System.arraycopy(END, 0, out, end, END.length);
        return end + END.length;
    }

    private static int putTarget(String target, byte[] out, int start) {
        int length = target.length();
        for (int i = 0; i < length; i++) {
            char character = target.charAt(i);
            out[start + i] = (byte) (character < 0x7F ? character : 0);
        }
        return start + length;
    }

    @Override
    Body bodyOf(HttpMessage message, FlatHeaders headers) {
        if (headers.hasAny(HeaderName.TRANSFER_ENCODING.bit())) {
            return Body.CHUNKED;
        }
        return headers.hasAny(HeaderName.CONTENT_LENGTH.bit()) ? Body.PLAIN : Body.UNFRAMED;
    }
}
