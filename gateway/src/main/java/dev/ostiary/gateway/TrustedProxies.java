package dev.ostiary.gateway;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.InternetAddress;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the client behind proxies that are trusted to say where a request comes from: each puts the address that
/// it was asked from at the end of `X-Forwarded-For`. Read from the end, as long as it is a trusted proxy that
/// wrote; everything before that the client itself may have written.
final class TrustedProxies {
    private final List<AddressRange> ranges;

    TrustedProxies(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /// The client of a request.
    ///
    /// @param socket who is at the other end of its connection
    ClientAddress clientOf(HttpHeaders request, ClientAddress socket) {
        InternetAddress address = socket.internetAddress();
        if (ranges.isEmpty() || address == null || !isTrusted(address)) {
            return socket;
        }
        List<String> lines = request.getAll(HeaderNames.FORWARDED_FOR);
        boolean isSecure = isSecure(request, socket);
        for (int line = lines.size() - 1; line >= 0; line--) {
            String[] hops = lines.get(line).split(",", -1);
            for (int hop = hops.length - 1; hop >= 0; hop--) {
                InternetAddress before = parse(hops[hop].strip());
                if (before == null) {
                    return new ClientAddress(socket.address(), null, address.toString(), isSecure);
                }
                address = before;
                if (!isTrusted(address)) {
                    return new ClientAddress(socket.address(), address, address.toString(), isSecure);
                }
            }
        }
        return new ClientAddress(socket.address(), address, address.toString(), isSecure);
    }

    private boolean isTrusted(InternetAddress address) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the client came by TLS, to the first proxy that is trusted.
    private static boolean isSecure(HttpHeaders request, ClientAddress socket) {
        String proto = request.get(HeaderNames.FORWARDED_PROTO);
        return proto == null ? socket.isSecure() : proto.equalsIgnoreCase("https");
    }

    /// An address, which some proxies write with a port, or an IPv6 one in brackets.
    private static @Nullable InternetAddress parse(String hop) {
        String address = hop;
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            if (end < 0 || !isPort(hop, end + 1)) {
                return null;
            }
            address = hop.substring(1, end);
            if (address.indexOf(':') < 0) {
                return null;
            }
        } else if (hop.indexOf('.') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') >= 0) {
            int colon = hop.indexOf(':');
            if (!isPort(hop, colon)) {
                return null;
            }
            address = hop.substring(0, colon);
        }
        Optional<InternetAddress> parsed = InternetAddress.parse(address);
        return parsed.orElse(null);
    }

    private static boolean isPort(String hop, int colon) {
        if (colon == hop.length()) {
            return true;
        }
        boolean isNumber = hop.charAt(colon) == ':' && hop.length() > colon + 1 && hop.length() <= colon + 6;
        for (int i = colon + 1; i < hop.length(); i++) {
            isNumber &= hop.charAt(i) >= '0' && hop.charAt(i) <= '9';
        }
        return isNumber;
    }
}
