package dev.ostiary.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/// Removes the headers that concern one connection only (RFC 9110, section 7.6.1), those that `Connection`
/// names among them. `Transfer-Encoding` stays: the codec frames the message by it anew.
final class HopByHop {
    private HopByHop() {}

    static void remove(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
                for (String named : line.split(",", -1)) {
                    removeNamed(headers, named.strip());
                }
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(HttpHeaderNames.UPGRADE)
                .remove(HttpHeaderNames.TE)
                .remove(HeaderNames.KEEP_ALIVE)
                .remove(HeaderNames.PROXY_CONNECTION);
    }

    /// A message cannot ask to lose its framing or its host: that would let it be read differently further on.
    private static void removeNamed(HttpHeaders headers, String name) {
        if (!name.isEmpty() && !isFraming(name)) {
            headers.remove(name);
        }
    }

    private static boolean isFraming(String name) {
        return AsciiString.contentEqualsIgnoreCase(HttpHeaderNames.CONTENT_LENGTH, name)
                || AsciiString.contentEqualsIgnoreCase(HttpHeaderNames.TRANSFER_ENCODING, name)
                || AsciiString.contentEqualsIgnoreCase(HttpHeaderNames.HOST, name);
    }
}
