package dev.ostiary.gateway;

import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// Makes the headers of an upstream's response into those a client gets: nothing that concerns the upstream's
/// connection only, nothing that would pass for the gateway's word, framing that the client's version of HTTP
/// knows, and the request id.
final class ResponseHeaders {
    private ResponseHeaders() {}

    /// Rewrites the response.
    ///
    /// @return whether the client can tell where the response ends without the connection being closed
    static boolean rewrite(HttpResponse response, String requestId, boolean isHead, boolean isHttp10) {
        HttpHeaders headers = response.headers();
        HopByHop.remove(headers);
        RequestHeaders.removeOwned(headers);
        headers.add(HeaderNames.REQUEST_ID, requestId);
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (isHead || hasNoBody(response.status())) {
            headers.remove(HeaderName.TRANSFER_ENCODING);
            return true;
        }
        boolean hasLength = headers.contains(HeaderName.CONTENT_LENGTH);
        if (isHttp10) {
            headers.remove(HeaderName.TRANSFER_ENCODING);
            return hasLength;
        }
        if (!hasLength && !headers.contains(HeaderName.TRANSFER_ENCODING)) {
            headers.add(HeaderName.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        return true;
    }

    /// Says whether the connection stays open, where the client would assume otherwise.
    static void setConnection(HttpResponse response, boolean keep, boolean isHttp10) {
        if (!keep) {
            response.headers().set(HeaderName.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (isHttp10) {
            response.headers().set(HeaderName.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private static boolean hasNoBody(HttpResponseStatus status) {
        return status.code() == HttpResponseStatus.NO_CONTENT.code()
                || status.code() == HttpResponseStatus.NOT_MODIFIED.code();
    }
}
