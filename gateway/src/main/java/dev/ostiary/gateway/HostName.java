package dev.ostiary.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The host that a request asks for, as routes are matched by it.
final class HostName {
    private HostName() {}

    /// Whether an authority has only what a host and a port are made of (RFC 3986, section 3.2.2), but for the
    /// comma, which would make a list of it.
    static boolean isWellFormed(String authority) {
        for (int i = 0; i < authority.length(); i++) {
            char c = authority.charAt(i);
            boolean isUsual = c >= 'a' && c <= 'z' || c >= '-' && c <= ':' && c != '/' || c >= 'A' && c <= 'Z';
            if (!isUsual && "_~%[]!$&'()*+;=".indexOf(c) < 0) {
                return false;
            }
        }
        return !authority.isEmpty();
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
