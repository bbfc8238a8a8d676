package dev.ostiary.gateway.http2;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;

/// Makes header fields of HTTP/2 of those that the gateway works on.
public final class Http2Fields {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    private Http2Fields() {}

    /// The header section of a response.
    public static Http2Headers response(AsciiString status, HttpHeaders headers) {
        Http2Headers fields = new DefaultHttp2Headers(false, headers.size() + 2);
        fields.status(status);
        copy(headers, fields);
        return fields;
    }

    /// A trailer section.
    public static Http2Headers trailers(HttpHeaders headers) {
        Http2Headers fields = new DefaultHttp2Headers(false, headers.size() + 1);
        copy(headers, fields);
        return fields;
    }

    /// Names are in lower case there, and nothing is said of the connection (RFC 9113, section 8.2).
    private static void copy(HttpHeaders headers, Http2Headers fields) {
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            AsciiString name = AsciiString.of(header.getKey()).toLowerCase();
            if (!isOfConnection(name)) {
                fields.add(name, header.getValue());
            }
        }
    }

    /// Whether a field, named in lower case, is one that HTTP/2 has no place for.
    static boolean isOfConnection(CharSequence name) {
        return switch (name.length()) {
            case 7 -> AsciiString.contentEquals(HttpHeaderNames.UPGRADE, name);
            case 10 ->
                AsciiString.contentEquals(HttpHeaderNames.CONNECTION, name)
                        || AsciiString.contentEquals(KEEP_ALIVE, name);
            case 16 -> AsciiString.contentEquals(PROXY_CONNECTION, name);
            case 17 -> AsciiString.contentEquals(HttpHeaderNames.TRANSFER_ENCODING, name);
            default -> false;
        };
    }
}
