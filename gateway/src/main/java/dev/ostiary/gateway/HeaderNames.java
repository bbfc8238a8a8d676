package dev.ostiary.gateway;

import io.netty.util.AsciiString;

/// The header names of the gateway's own making, and those it treats in a way of its own.
final class HeaderNames {
    static final AsciiString KEY_ID = AsciiString.cached("X-Ostiary-Key-Id");
    static final AsciiString KEY_NAME = AsciiString.cached("X-Ostiary-Key-Name");
    static final AsciiString ORGANIZATION_ID = AsciiString.cached("X-Ostiary-Organization-Id");
    static final AsciiString AGENT = AsciiString.cached("X-Ostiary-Agent");
    static final AsciiString ENVIRONMENT = AsciiString.cached("X-Ostiary-Environment");
    static final AsciiString REQUEST_ID = AsciiString.cached("X-Ostiary-Request-Id");
    static final AsciiString API_KEY = AsciiString.cached("X-API-Key");
    static final AsciiString FORWARDED_FOR = AsciiString.cached("X-Forwarded-For");
    static final AsciiString FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    static final AsciiString FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");
    static final AsciiString FORWARDED = AsciiString.cached("Forwarded");
    static final AsciiString KEEP_ALIVE = AsciiString.cached("Keep-Alive");
    static final AsciiString PROXY_CONNECTION = AsciiString.cached("Proxy-Connection");

    private static final String OWNED_PREFIX = "x-ostiary-";

    private HeaderNames() {}

    /// Whether a name is one of ours, or would be taken for one by an upstream that turns hyphens and
    /// underscores into each other, as CGI does.
    static boolean isOwned(CharSequence name) {
        if (name.length() < OWNED_PREFIX.length()) {
            return false;
        }
        for (int i = 0; i < OWNED_PREFIX.length(); i++) {
            char expected = OWNED_PREFIX.charAt(i);
            char found = AsciiString.toLowerCase(name.charAt(i));
            if (found != expected && !(expected == '-' && found == '_')) {
                return false;
            }
        }
        return true;
    }
}
