package dev.ostiary.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/// Makes the headers of an upstream's response into those a client gets: nothing that concerns the upstream's
/// connection only, framing that the client's version of HTTP knows, and the request id.
final class ResponseHeaders {
    private ResponseHeaders() {}

    /// Rewrites the response.
    ///
    /// @return whether the client can tell where the response ends without the connection being closed
    static boolean rewrite(HttpResponse response, String requestId, boolean isHead, boolean isHttp10) {
        HttpHeaders headers = response.headers();
        HopByHop.remove(headers);
        headers.set(HeaderNames.REQUEST_ID, requestId);
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (isHead || hasNoBody(response.status())) {
            return true;
        }
        if (isHttp10) {
            HttpUtil.setTransferEncodingChunked(response, false);
            return headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        }
        if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        return true;
    }

    /// Says whether the connection stays open, where the client would assume otherwise.
    static void setConnection(HttpResponse response, boolean keep, boolean isHttp10) {
        if (!keep) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (isHttp10) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private static boolean hasNoBody(HttpResponseStatus status) {
        return status.code() == HttpResponseStatus.NO_CONTENT.code()
                || status.code() == HttpResponseStatus.NOT_MODIFIED.code();
    }
}
