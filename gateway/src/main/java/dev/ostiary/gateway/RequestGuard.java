package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import dev.ostiary.gateway.observe.RequestRecord;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;

/// Turns away what is not one plain HTTP/1 request, before anything else looks at it: bad syntax, framing
/// that can be read in two ways, headers that may stand only once but do not, too many headers, paths that
/// can be read in two ways.
final class RequestGuard {
    private static final int MAX_HEADERS = 100;

    private RequestGuard() {}

    /// What became of a request.
    sealed interface Outcome {
        record Passed(IncomingRequest request) implements Outcome {}

        record Refused(ProblemCode problem) implements Outcome {}
    }

    static Outcome check(HttpRequest http) {
        return check(http, MAX_HEADERS, new RequestRecord());
    }

    /// Checks a request that may have so many headers.
    ///
    /// @param record where it is noted what becomes of it
    static Outcome check(HttpRequest http, int maxHeaders, RequestRecord record) {
        if (http.decoderResult().isFailure()) {
            return new Outcome.Refused(decodingProblem(http.decoderResult().cause()));
        }
        if (!isVersionCarried(http.protocolVersion())) {
            return new Outcome.Refused(ProblemCode.HTTP_VERSION);
        }
        if (http.method().equals(HttpMethod.CONNECT) || http.method().equals(HttpMethod.TRACE)) {
            return new Outcome.Refused(ProblemCode.METHOD_UNSUPPORTED);
        }
        HeaderCount count = HeaderCount.of(http.headers());
        if (count.all > maxHeaders) {
            return new Outcome.Refused(ProblemCode.REQUEST_HEADERS_TOO_LARGE);
        }
        if (count.authorization > 1) {
            return new Outcome.Refused(ProblemCode.CREDENTIAL_AMBIGUOUS);
        }
        if (!count.isWellFramed() || !hasOneHost(http, count) || count.transferEncoding == 1 && !isChunkedOnly(http)) {
            return new Outcome.Refused(ProblemCode.REQUEST_MALFORMED);
        }
        boolean isExpectingContinue = count.expect == 1 && HttpUtil.is100ContinueExpected(http);
        if (count.expect > 0 && !isExpectingContinue && !isHttp10(http)) {
            return new Outcome.Refused(ProblemCode.EXPECTATION_FAILED);
        }
        RequestPath path = isForServer(http) ? RequestPath.SERVER : RequestPath.parse(http.uri());
        if (path == null) {
            return new Outcome.Refused(ProblemCode.REQUEST_MALFORMED);
        }
        return new Outcome.Passed(new IncomingRequest(http, path, isKeepAlive(http), isExpectingContinue, record));
    }

    private static boolean isForServer(HttpRequest http) {
        return http.uri().equals(RequestPath.SERVER.target()) && http.method().equals(HttpMethod.OPTIONS);
    }

    private static ProblemCode decodingProblem(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> ProblemCode.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> ProblemCode.REQUEST_HEADERS_TOO_LARGE;
            default -> ProblemCode.REQUEST_MALFORMED;
        };
    }

    private static boolean isVersionCarried(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    /// One that is a host with or without a port (RFC 9112, section 3.2): upstreams are told what it says.
    private static boolean hasOneHost(HttpRequest http, HeaderCount count) {
        return count.host == 1
                ? HostName.isWellFormed(http.headers().get(HeaderName.HOST))
                : count.host == 0 && isHttp10(http);
    }

    /// Such a client cannot expect anything: its `Expect` is to be ignored (RFC 9110, section 10.1.1).
    private static boolean isHttp10(HttpRequest http) {
        return http.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    private static boolean isKeepAlive(HttpRequest http) {
        return http.headers().contains(HeaderName.CONNECTION)
                ? HttpUtil.isKeepAlive(http)
                : http.protocolVersion().isKeepAliveDefault();
    }

    private static boolean isChunkedOnly(HttpRequest http) {
        return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(http.headers().get(HttpHeaderNames.TRANSFER_ENCODING));
    }

    /// How often the headers stand that may stand once. Counted in one pass.
    private static final class HeaderCount {
        int all;
        int host;
        int contentLength;
        int transferEncoding;
        int authorization;
        int expect;
        /// Of a WebSocket draft that puts eight bytes of body behind a request without saying so.
        boolean hasHiddenBody;

        static HeaderCount of(HttpHeaders headers) {
            HeaderCount count = new HeaderCount();
            if (headers instanceof FlatHeaders flat) {
                count.take(flat);
                return count;
            }
            Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
            while (all.hasNext()) {
                count.add(all.next().getKey());
            }
            return count;
        }

        /// Two stands for any number of repeated ones.
        private void take(FlatHeaders headers) {
            all = headers.size();
            host = count(headers, HeaderName.HOST);
            expect = count(headers, HeaderName.EXPECT);
            authorization = count(headers, HeaderName.AUTHORIZATION);
            contentLength = count(headers, HeaderName.CONTENT_LENGTH);
            transferEncoding = count(headers, HeaderName.TRANSFER_ENCODING);
            hasHiddenBody = headers.contains(HeaderName.WEBSOCKET_KEY1);
        }

        private static int count(FlatHeaders headers, HeaderName name) {
            return headers.isRepeated(name) ? 2 : headers.contains(name) ? 1 : 0;
        }

        private void add(CharSequence name) {
            all++;
            switch (name.length()) {
                case 4 -> host += is(HttpHeaderNames.HOST, name);
                case 6 -> expect += is(HttpHeaderNames.EXPECT, name);
                case 13 -> authorization += is(HttpHeaderNames.AUTHORIZATION, name);
                case 14 -> contentLength += is(HttpHeaderNames.CONTENT_LENGTH, name);
                case 17 -> transferEncoding += is(HttpHeaderNames.TRANSFER_ENCODING, name);
                case 18 -> hasHiddenBody |= is(HttpHeaderNames.SEC_WEBSOCKET_KEY1, name) == 1;
                default -> {}
            }
        }

        boolean isWellFramed() {
            return contentLength + transferEncoding <= 1 && !hasHiddenBody;
        }

        private static int is(AsciiString expected, CharSequence name) {
            return expected.contentEqualsIgnoreCase(name) ? 1 : 0;
        }
    }
}
