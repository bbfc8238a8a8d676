package dev.ostiary.gateway.upstream;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Heads and trailers as HTTP/1 has them made into those of HTTP/2, and back (RFC 9113, section 8).
final class Http2Messages {
    private static final CharSequence STREAM_ID = HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text();
    private static final AsciiString GRPC = AsciiString.cached("application/grpc");
    private static final List<String> GRPC_STATUS = List.of("grpc-status", "grpc-message", "grpc-status-details-bin");

    private Http2Messages() {}

    static Http2Headers request(HttpRequest request, boolean isTls) {
        HttpHeaders headers = request.headers();
        Http2Headers made = new DefaultHttp2Headers(true, headers.size() + 4);
        made.method(request.method().asciiName())
                .scheme(isTls ? HttpScheme.HTTPS.name() : HttpScheme.HTTP.name())
                .path(request.uri());
        String host = headers.get(HttpHeaderNames.HOST);
        if (host != null) {
            made.authority(host);
        }
        HttpConversionUtil.toHttp2Headers(headers, made);
        if (isGrpc(headers)) {
            // Trailers are carried, and gRPC will not do without (TE concerns one connection only).
            made.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
        }
        return made;
    }

    static Http2Headers trailers(HttpHeaders trailers) {
        return HttpConversionUtil.toHttp2Headers(trailers, true);
    }

    /// @throws Http2Exception when there is no such status, or a header that HTTP/1 cannot carry
    static HttpResponse response(int stream, Http2Headers headers, boolean isEnd, boolean isHead)
            throws Http2Exception {
        HttpResponseStatus status = HttpConversionUtil.parseStatus(headers.status());
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        HttpConversionUtil.addHttp2ToHttpHeaders(
                stream, headers, response.headers(), HttpVersion.HTTP_1_1, false, false);
        response.headers().remove(STREAM_ID);
        boolean hasBody = !isHead
                && status.codeClass() != HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.NO_CONTENT.code()
                && status.code() != HttpResponseStatus.NOT_MODIFIED.code();
        if (hasBody && !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            if (isEnd && !isGrpc(response.headers())) {
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
            } else {
                response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
        return response;
    }

    /// The end of a response that has only a head. Where gRPC puts its trailers there, they become trailers again,
    /// so that they are such to a client of any protocol.
    static LastHttpContent endOf(HttpResponse response) {
        LastHttpContent end = LastHttpContent.EMPTY_LAST_CONTENT;
        if (isGrpc(response.headers()) && response.headers().contains(GRPC_STATUS.getFirst())) {
            end = new DefaultLastHttpContent();
            for (String name : GRPC_STATUS) {
                String value = response.headers().get(name);
                if (value != null) {
                    end.trailingHeaders().set(name, value);
                    response.headers().remove(name);
                }
            }
        }
        return end;
    }

    /// @throws Http2Exception when there is one that HTTP/1 cannot carry
    static LastHttpContent end(int stream, Http2Headers trailers) throws Http2Exception {
        LastHttpContent end = new DefaultLastHttpContent();
        HttpConversionUtil.addHttp2ToHttpHeaders(
                stream, trailers, end.trailingHeaders(), HttpVersion.HTTP_1_1, true, false);
        return end;
    }

    private static boolean isGrpc(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && startsWithGrpc(type);
    }

    private static boolean startsWithGrpc(@Nullable String type) {
        return type != null && type.regionMatches(true, 0, GRPC.toString(), 0, GRPC.length());
    }
}
