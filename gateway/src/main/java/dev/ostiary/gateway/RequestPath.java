package dev.ostiary.gateway;

import org.jspecify.annotations.Nullable;

/// A request target taken apart once, for all who look at it: the path that routes are matched by, and where
/// the query begins. The path is not rewritten: what cannot be read in one way only is refused, so that what
/// was authorized is what is forwarded.
///
/// @param target the target in origin form, beginning with a slash
/// @param pathEnd where the path ends in it, and the query with its question mark begins
/// @param authority of a target in absolute form; null for origin form
record RequestPath(String target, int pathEnd, @Nullable String authority) {
    /// What stands for the whole server, in `OPTIONS` alone (RFC 9112, section 3.2.4).
    static final RequestPath SERVER = new RequestPath("*", 1);

    RequestPath(String target, int pathEnd) {
        this(target, pathEnd, null);
    }

    /// Takes a request target apart; null when it is not one that is carried: neither origin form nor
    /// absolute form, a control or non-ASCII character, a backslash, a fragment, a bad percent-escape, an overlong
    /// character, or a segment that is `.` or `..`, escaped or not.
    static @Nullable RequestPath parse(String requestTarget) {
        String target = originForm(requestTarget);
        if (target == null) {
            return null;
        }
        int pathEnd = target.indexOf('?');
        if (pathEnd < 0) {
            pathEnd = target.length();
        }
        if (!isVisible(target) || !isUnambiguous(target, pathEnd)) {
            return null;
        }
        return new RequestPath(target, pathEnd, requestTarget.startsWith("/") ? null : authority(requestTarget));
    }

    /// The path, without the query.
    String path() {
        return target.substring(0, pathEnd);
    }

    /// The query with its question mark; empty when there is none.
    String query() {
        return target.substring(pathEnd);
    }

    /// What follows the first `length` characters of the path, query included; the root when nothing does.
    String after(int length) {
        if (length == target.length()) {
            return "/";
        }
        String rest = target.substring(length);
        return length == pathEnd ? "/".concat(rest) : rest;
    }

    /// Whether what follows the first `length` characters begins with two slashes: readers of a URL reference take
    /// what comes then for a host (RFC 3986, section 4.2).
    boolean looksLikeHostAfter(int length) {
        return target.startsWith("//", length);
    }

    /// The end of the segment that begins after the slash at `start`.
    int segmentEnd(int start) {
        int end = target.indexOf('/', start + 1);
        return end < 0 || end > pathEnd ? pathEnd : end;
    }

    private static @Nullable String originForm(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        if (!target.regionMatches(true, 0, "http://", 0, 7) && !target.regionMatches(true, 0, "https://", 0, 8)) {
            return null;
        }
        int authority = target.indexOf(':') + 3;
        int slash = target.indexOf('/', authority);
        int query = target.indexOf('?', authority);
        if (slash < 0 || query >= 0 && query < slash) {
            return query < 0 ? "/" : "/".concat(target.substring(query));
        }
        return target.substring(slash);
    }

    private static String authority(String absoluteForm) {
        int start = absoluteForm.indexOf(':') + 3;
        int end = start;
        while (end < absoluteForm.length() && absoluteForm.charAt(end) != '/' && absoluteForm.charAt(end) != '?') {
            end++;
        }
        return absoluteForm.substring(start, end);
    }

    private static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (character <= 0x20 || character >= 0x7F || character == '#') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnambiguous(String target, int pathEnd) {
        int segmentLength = 0;
        boolean onlyDots = true;
        for (int i = 1; i < pathEnd; i++) {
            char character = target.charAt(i);
            if (character == '%') {
                int escaped = escaped(target, i, pathEnd);
                if (escaped <= 0x1F || escaped == 0x7F || isOverlong(escaped, target, i + 3, pathEnd)) {
                    return false;
                }
                character = (char) escaped;
                i += 2;
            } else if (character == '\\') {
                return false;
            }
            if (character == '/' || character == '\\' || character == ';') {
                if (isDotSegment(onlyDots, segmentLength)) {
                    return false;
                }
                segmentLength = 0;
                onlyDots = character != ';';
            } else {
                segmentLength++;
                onlyDots &= character == '.';
            }
        }
        return !isDotSegment(onlyDots, segmentLength);
    }

    private static boolean isDotSegment(boolean onlyDots, int length) {
        return onlyDots && (length == 1 || length == 2);
    }

    /// Whether that byte and an escape behind it begin a character in more bytes than it needs: lenient decoders
    /// take such for a dot or a slash, others for nothing at all (RFC 3629, section 10).
    private static boolean isOverlong(int first, String target, int at, int pathEnd) {
        if (first != 0xC0 && first != 0xC1 && first != 0xE0 && first != 0xF0
                || at >= pathEnd
                || target.charAt(at) != '%') {
            return false;
        }
        int second = escaped(target, at, pathEnd);
        int shortest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0xC0;
        return second >= 0x80 && second < shortest;
    }

    /// The byte that the escape at `at` stands for; -1 when it is not an escape.
    private static int escaped(String target, int at, int pathEnd) {
        if (at + 2 >= pathEnd) {
            return -1;
        }
        int high = Character.digit(target.charAt(at + 1), 16);
        int low = Character.digit(target.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
