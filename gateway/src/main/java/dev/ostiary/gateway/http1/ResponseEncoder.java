package dev.ostiary.gateway.http1;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Writes responses to a client, as HTTP/1.1. One to a `HEAD` request has no body, whatever its headers say of one; one
/// whose status has none says nothing of one either.
public final class ResponseEncoder extends MessageEncoder {
    private static final long FRAMING = HeaderName.bits(HeaderName.CONTENT_LENGTH, HeaderName.TRANSFER_ENCODING);

    private boolean isAnsweringHead;

    /// Says whether the responses from now on are to `HEAD`.
    public void answerHead(boolean isHead) {
        isAnsweringHead = isHead;
    }

    @Override
    boolean isMine(HttpMessage message) {
        return message instanceof HttpResponse;
    }

    @Override
    int startLineLength(HttpMessage message) {
        return StatusLines.of(((HttpResponse) message).status()).length;
    }

    @Override
    int writeStartLine(HttpMessage message, byte[] out) {
        byte[] line = StatusLines.of(((HttpResponse) message).status());
        System.arraycopy(line, 0, out, 0, line.length);
        return line.length;
    }

    @Override
    Body bodyOf(HttpMessage message, FlatHeaders headers) {
        int code = ((HttpResponse) message).status().code();
        if (code < 200 || code == HttpResponseStatus.NO_CONTENT.code()) {
            if (headers.hasAny(FRAMING)) {
                headers.remove(HeaderName.CONTENT_LENGTH).remove(HeaderName.TRANSFER_ENCODING);
            }
            return Body.NONE;
        }
        if (code == HttpResponseStatus.RESET_CONTENT.code()) {
            headers.remove(HeaderName.TRANSFER_ENCODING).set(HeaderName.CONTENT_LENGTH, HttpHeaderValues.ZERO);
            return Body.NONE;
        }
        if (isAnsweringHead || code == HttpResponseStatus.NOT_MODIFIED.code()) {
            return Body.NONE;
        }
        return headers.hasAny(HeaderName.TRANSFER_ENCODING.bit()) ? Body.CHUNKED : Body.PLAIN;
    }
}
