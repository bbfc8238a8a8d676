package dev.ostiary.gateway.http1;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpVersion;

/// How long a body is, by the headers before it (RFC 9112, section 6.3). What can be read in two ways is refused:
/// a length twice, in a list or with chunks; a transfer coding that is not `chunked` alone.
final class Framing {
    /// The body comes in chunks.
    static final long CHUNKED = -1;
    /// The headers say nothing of a body.
    static final long UNSAID = -2;

    private static final long EITHER = HeaderName.bits(HeaderName.CONTENT_LENGTH, HeaderName.TRANSFER_ENCODING);
    private static final long NEVER_IN_TRAILERS = EITHER | HeaderName.TRAILER.bit();

    private Framing() {}

    static long of(FlatHeaders headers) {
        if (!headers.hasAny(EITHER)) {
            return UNSAID;
        }
        boolean hasLength = headers.hasAny(HeaderName.CONTENT_LENGTH.bit());
        boolean hasCoding = headers.hasAny(HeaderName.TRANSFER_ENCODING.bit());
        if (hasLength && hasCoding
                || headers.isRepeated(HeaderName.CONTENT_LENGTH)
                || headers.isRepeated(HeaderName.TRANSFER_ENCODING)) {
            throw BadMessage.MALFORMED;
        }
        if (hasCoding) {
            if (!headers.isValue(HeaderName.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)) {
                throw BadMessage.MALFORMED;
            }
            return CHUNKED;
        }
        long length = headers.decimal(HeaderName.CONTENT_LENGTH);
        if (length < 0) {
            throw BadMessage.MALFORMED;
        }
        return length;
    }

    /// Of a request. Where nothing is said there is no body, and HTTP/1.0 knows no chunks.
    static long ofRequest(FlatHeaders headers, HttpVersion version) {
        long framing = of(headers);
        if (framing == CHUNKED && version.equals(HttpVersion.HTTP_1_0)) {
            throw BadMessage.MALFORMED;
        }
        return framing == UNSAID ? 0 : framing;
    }

    /// Removes from trailers what would frame a message (RFC 9110, section 6.5.1).
    static void clean(FlatHeaders trailers) {
        if (trailers.hasAny(NEVER_IN_TRAILERS)) {
            trailers.remove(HeaderName.CONTENT_LENGTH)
                    .remove(HeaderName.TRANSFER_ENCODING)
                    .remove(HeaderName.TRAILER);
        }
    }
}
