package dev.ostiary.gateway;

import io.netty.util.NetUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The host that a request asks for, as routes are matched by it.
final class HostName {
    private HostName() {}

    /// Whether an authority is a host with or without a port: a name of letters, digits, `-`, `_` and `~`, an IPv4
    /// address, or an IPv6 one in brackets. What else RFC 3986 allows no name has, and servers read in many ways.
    static boolean isWellFormed(String authority) {
        int length = authority.length();
        int at = 0;
        if (length > 0 && authority.charAt(0) == '[') {
            at = authority.indexOf(']') + 1;
            return at > 2 && NetUtil.isValidIpV6Address(authority.substring(1, at - 1)) && isPort(authority, at);
        }
        int label = 0;
        for (; at < length && authority.charAt(at) != ':'; at++) {
            char c = authority.charAt(at);
            if (c == '.') {
                if (at == label) {
                    return false;
                }
                label = at + 1;
            } else if (!isOfName(c)) {
                return false;
            }
        }
        return at > 0 && isPort(authority, at);
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '~';
    }

    /// Whether nothing is there, or a colon and a port.
    private static boolean isPort(String authority, int colon) {
        if (colon == authority.length()) {
            return true;
        }
        int port = 0;
        for (int at = colon + 1; at < authority.length(); at++) {
            char c = authority.charAt(at);
            if (c < '0' || c > '9' || at > colon + 5) {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return authority.charAt(colon) == ':' && port <= 65_535;
    }

    /// The host of an authority in lower case, without port and without the dot of the root; null when there is
    /// none.
    static @Nullable String of(@Nullable String authority) {
        if (authority == null || authority.isEmpty() || authority.indexOf('@') >= 0) {
            return null;
        }
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        String host = end > 0 ? authority.substring(0, end) : authority;
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.isEmpty() ? null : host.toLowerCase(Locale.ROOT);
    }
}
