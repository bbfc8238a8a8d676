package dev.ostiary.gateway;

import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/// Removes the headers that concern one connection only (RFC 9110, section 7.6.1), those that `Connection`
/// names among them; credentials for a proxy are for the first one only (section 11.7.2). `Transfer-Encoding` stays:
/// the codec frames the message by it anew.
final class HopByHop {
    private static final long ALL = HeaderName.bits(
            HeaderName.CONNECTION,
            HeaderName.UPGRADE,
            HeaderName.TE,
            HeaderName.KEEP_ALIVE,
            HeaderName.PROXY_CONNECTION,
            HeaderName.PROXY_AUTHORIZATION);

    private HopByHop() {}

    static void remove(HttpHeaders headers) {
        if (headers instanceof FlatHeaders flat && namesNoOther(flat)) {
            flat.removeAny(ALL);
            return;
        }
        if (headers.contains(HeaderName.CONNECTION)) {
            for (String line : headers.getAll(HeaderName.CONNECTION)) {
                for (String named : line.split(",", -1)) {
                    removeNamed(headers, named.strip());
                }
            }
            headers.remove(HeaderName.CONNECTION);
        }
        headers.remove(HeaderName.UPGRADE)
                .remove(HeaderName.TE)
                .remove(HeaderName.KEEP_ALIVE)
                .remove(HeaderName.PROXY_CONNECTION)
                .remove(HeaderName.PROXY_AUTHORIZATION);
    }

    /// Whether `Connection` is absent or one of the two usual values, which name no header that is not removed
    /// anyway.
    private static boolean namesNoOther(FlatHeaders headers) {
        return !headers.contains(HeaderName.CONNECTION)
                || !headers.isRepeated(HeaderName.CONNECTION)
                        && (headers.isValue(HeaderName.CONNECTION, HttpHeaderValues.KEEP_ALIVE)
                                || headers.isValue(HeaderName.CONNECTION, HttpHeaderValues.CLOSE));
    }

    /// A message cannot ask to lose its framing or its host: that would let it be read differently further on.
    private static void removeNamed(HttpHeaders headers, String name) {
        if (!name.isEmpty() && !isFraming(name)) {
            headers.remove(name);
        }
    }

    private static boolean isFraming(String name) {
        return AsciiString.contentEqualsIgnoreCase(HeaderName.CONTENT_LENGTH, name)
                || AsciiString.contentEqualsIgnoreCase(HeaderName.TRANSFER_ENCODING, name)
                || AsciiString.contentEqualsIgnoreCase(HeaderName.HOST, name);
    }
}
