package dev.ostiary.gateway.http2;

import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes of the header fields of an HTTP/2 request (RFC 9113, section 8.3) the request that the gateway works on. What
/// is not well formed, or would read differently as HTTP/1, is not carried.
public final class Http2Requests {
    private static final int FIELD_OVERHEAD = 32;

    private Http2Requests() {}

    /// The request; null when it is malformed.
    ///
    /// @param isWhole whether no body follows
    public static @Nullable HttpRequest of(Http2Headers fields, boolean isWhole) {
        CharSequence method = fields.method();
        CharSequence path = fields.path();
        if (method == null || !hasHttpScheme(fields, method)) {
            return null;
        }
        try {
            HttpMethod known = HttpMethod.valueOf(method.toString());
            if (known.equals(HttpMethod.CONNECT)) {
                // Has no path and is refused for its method.
                return new DefaultHttpRequest(HttpVersion.HTTP_1_1, known, "/");
            }
            if (path == null || !isOriginForm(path, known)) {
                return null;
            }
            FlatHeaders headers = new FlatHeaders();
            if (!copy(fields, headers) || !isLengthClear(headers)) {
                return null;
            }
            HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, known, path.toString(), headers);
            frame(request, isWhole);
            return request;
        } catch (IllegalArgumentException notHttp) {
            // A name, a value or the method has characters that HTTP/1 could not carry.
            return null;
        }
    }

    /// How large a list of fields is, by the measure of `SETTINGS_MAX_HEADER_LIST_SIZE` (RFC 9113, section 6.5.2).
    public static long size(Http2Headers fields) {
        long size = 0;
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            size += field.getKey().length() + field.getValue().length() + FIELD_OVERHEAD;
        }
        return size;
    }

    private static boolean hasHttpScheme(Http2Headers fields, CharSequence method) {
        if (fields.contains(Http2Headers.PseudoHeaderName.PROTOCOL.value())) {
            return HttpMethod.CONNECT.asciiName().contentEquals(method);
        }
        CharSequence scheme = fields.scheme();
        return scheme == null
                ? HttpMethod.CONNECT.asciiName().contentEquals(method)
                : AsciiString.contentEqualsIgnoreCase("http", scheme)
                        || AsciiString.contentEqualsIgnoreCase("https", scheme);
    }

    private static boolean isOriginForm(CharSequence path, HttpMethod method) {
        return !path.isEmpty()
                && (path.charAt(0) == '/' || method.equals(HttpMethod.OPTIONS) && AsciiString.contentEquals("*", path));
    }

    private static boolean copy(Http2Headers fields, HttpHeaders headers) {
        CharSequence authority = fields.authority();
        if (authority != null) {
            if (authority.isEmpty() || AsciiString.indexOfIgnoreCase(authority, "@", 0) >= 0) {
                return false;
            }
            headers.add(HeaderName.HOST, authority);
        }
        StringBuilder cookies = null;
        boolean hasHost = false;
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            CharSequence name = field.getKey();
            CharSequence value = field.getValue();
            if (name.isEmpty() || isPadded(value) || Http2Fields.isOfConnection(name)) {
                return false;
            }
            if (name.charAt(0) == ':') {
                continue;
            }
            if (AsciiString.contentEquals(HttpHeaderNames.COOKIE, name)) {
                cookies = cookies == null ? new StringBuilder() : cookies.append("; ");
                cookies.append(value);
            } else if (AsciiString.contentEquals(HttpHeaderNames.TE, name)) {
                if (!AsciiString.contentEqualsIgnoreCase(HttpHeaderValues.TRAILERS, value)) {
                    return false;
                }
                headers.set(name, value);
            } else if (AsciiString.contentEquals(HttpHeaderNames.HOST, name) && authority != null) {
                if (hasHost || !AsciiString.contentEqualsIgnoreCase(authority, value)) {
                    return false;
                }
                hasHost = true;
            } else {
                headers.add(name, value);
            }
        }
        if (cookies != null) {
            headers.set(HeaderName.COOKIE, cookies);
        }
        return true;
    }

    /// A length said twice is refused, as over HTTP/1, also when it is the same one twice.
    private static boolean isLengthClear(FlatHeaders headers) {
        return !headers.contains(HeaderName.CONTENT_LENGTH)
                || !headers.isRepeated(HeaderName.CONTENT_LENGTH) && headers.decimal(HeaderName.CONTENT_LENGTH) >= 0;
    }

    /// A value may not begin or end with white space (RFC 9113, section 8.2.1).
    private static boolean isPadded(CharSequence value) {
        int length = value.length();
        return length > 0 && (isSpace(value.charAt(0)) || isSpace(value.charAt(length - 1)));
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t';
    }

    /// Says how long the body is in the words of HTTP/1.
    private static void frame(HttpRequest request, boolean isWhole) {
        HttpHeaders headers = request.headers();
        if (headers.contains(HeaderName.CONTENT_LENGTH)) {
            return;
        }
        if (!isWhole) {
            headers.set(HeaderName.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (request.method().equals(HttpMethod.POST)
                || request.method().equals(HttpMethod.PUT)
                || request.method().equals(HttpMethod.PATCH)) {
            headers.set(HeaderName.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        }
    }

    /// Copies trailers.
    ///
    /// @return whether they may stand there
    public static boolean copyTrailers(Http2Headers fields, HttpHeaders trailers) {
        try {
            for (Map.Entry<CharSequence, CharSequence> field : fields) {
                CharSequence name = field.getKey();
                if (name.isEmpty() || name.charAt(0) == ':' || Http2Fields.isOfConnection(name)) {
                    return false;
                }
                trailers.add(name, field.getValue());
            }
            return true;
        } catch (IllegalArgumentException notHttp) {
            return false;
        }
    }
}
