package dev.ostiary.gateway.http1;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/// Bytes that are no HTTP/1 message. There are only these three, made once: what went wrong is told by the kind, and
/// hostile input costs no stack trace.
@SuppressWarnings("StaticAssignmentOfThrowable")
final class BadMessage extends RuntimeException {
    static final BadMessage MALFORMED = new BadMessage(new IllegalArgumentException("malformed message"));
    static final BadMessage LINE_TOO_LONG = new BadMessage(new TooLongHttpLineException("line is too long"));
    static final BadMessage HEADERS_TOO_LONG = new BadMessage(new TooLongHttpHeaderException("headers are too long"));

    private static final long serialVersionUID = 1;

    private final transient DecoderResult result;

    private BadMessage(Exception cause) {
        super(cause.getMessage(), cause, false, false);
        this.result = DecoderResult.failure(cause);
    }

    DecoderResult result() {
        return result;
    }
}
