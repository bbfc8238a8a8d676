package dev.ostiary.core.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads credentials where a policy has them read.
final class Credentials {
    private Credentials() {}

    /// What stands at the location; null when nothing does.
    static @Nullable String at(RequestFacts request, Location location) {
        return switch (location) {
            case Location.Header(String name) -> request.header(name);
            case Location.SchemeHeader header -> {
                String line = request.header(header.name());
                yield line == null ? null : header.credentialIn(line);
            }
            case Location.QueryParameter(String name) -> parameter(request.target(), name);
            case Location.Cookie(String name) -> cookie(request.header("cookie"), name);
            case Location.BodyField(String name) -> request.bodyField(name);
        };
    }

    /// Whether more than one thing stands there.
    static boolean areSeveralAt(RequestFacts request, Location location) {
        return switch (location) {
            case Location.Header(String name) -> request.isRepeated(name);
            case Location.SchemeHeader(String name, String _) -> request.isRepeated(name);
            case Location.QueryParameter(String name) -> isRepeatedParameter(request.target(), name);
            case Location.Cookie(String name) ->
                request.isRepeated("cookie") || isRepeatedCookie(request.header("cookie"), name);
            case Location.BodyField _ -> false;
        };
    }

    private static @Nullable String parameter(String target, String name) {
        int at = nextParameter(target, name, queryStart(target));
        if (at < 0) {
            return null;
        }
        int end = parameterEnd(target, at);
        int equals = target.indexOf('=', at, end);
        return equals < 0 ? "" : decoded(target.substring(equals + 1, end));
    }

    private static boolean isRepeatedParameter(String target, String name) {
        int at = nextParameter(target, name, queryStart(target));
        return at >= 0 && nextParameter(target, name, parameterEnd(target, at) + 1) >= 0;
    }

    static int queryStart(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target.length() : mark + 1;
    }

    static int parameterEnd(String target, int from) {
        int end = target.indexOf('&', from);
        return end < 0 ? target.length() : end;
    }

    /// Where the next parameter of that name begins; -1 for nowhere. A name is compared as an upstream would read
    /// it.
    static int nextParameter(String target, String name, int from) {
        int at = from;
        while (at < target.length()) {
            int end = parameterEnd(target, at);
            if (isParameter(target, at, end, name)) {
                return at;
            }
            at = end + 1;
        }
        return -1;
    }

    /// Whether that part of a query is a parameter of that name.
    static boolean isParameter(String target, int from, int end, String name) {
        int equals = target.indexOf('=', from, end);
        int nameEnd = equals < 0 ? end : equals;
        return decoded(target.substring(from, nameEnd)).equals(name);
    }

    /// A bad escape is left as it stands: it cannot be part of a key.
    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    private static @Nullable String cookie(@Nullable String header, String name) {
        if (header == null) {
            return null;
        }
        for (String pair : header.split(";", -1)) {
            String found = valueOf(pair.strip(), name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isRepeatedCookie(@Nullable String header, String name) {
        int count = 0;
        if (header != null) {
            for (String pair : header.split(";", -1)) {
                count += valueOf(pair.strip(), name) == null ? 0 : 1;
            }
        }
        return count > 1;
    }

    private static @Nullable String valueOf(String pair, String name) {
        if (!pair.startsWith(name) || pair.length() == name.length() || pair.charAt(name.length()) != '=') {
            return null;
        }
        String value = pair.substring(name.length() + 1);
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
