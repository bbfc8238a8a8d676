package dev.ostiary.core.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the host out of an `Origin` header (RFC 6454, section 7).
final class OriginHost {
    private OriginHost() {}

    /// The host in lower case, its port dropped; null when the text is not one origin with a host: `null`, a list,
    /// or with user info, path or anything else that has no place there.
    static @Nullable String of(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        int start = origin.startsWith("https://") ? 8 : origin.startsWith("http://") ? 7 : -1;
        if (start < 0) {
            return null;
        }
        int colon = origin.indexOf(':', start);
        int end = colon < 0 ? origin.length() : colon;
        return end > start && isHost(origin, start, end) && isPort(origin, end)
                ? origin.substring(start, end).toLowerCase(Locale.ROOT)
                : null;
    }

    private static boolean isHost(String origin, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = origin.charAt(i);
            boolean isAllowed =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.';
            boolean isEmptyLabel = c == '.' && (i == start || origin.charAt(i - 1) == '.');
            if (!isAllowed || isEmptyLabel) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String origin, int colon) {
        if (colon == origin.length()) {
            return true;
        }
        int digits = origin.length() - colon - 1;
        for (int i = colon + 1; i < origin.length(); i++) {
            if (origin.charAt(i) < '0' || origin.charAt(i) > '9') {
                return false;
            }
        }
        return digits >= 1 && digits <= 5;
    }
}
