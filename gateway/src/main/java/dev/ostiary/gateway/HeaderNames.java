package dev.ostiary.gateway;

import dev.ostiary.gateway.http1.HeaderName;
import io.netty.util.AsciiString;
import java.util.Set;

/// The header names of the gateway's own making, and those it treats in a way of its own.
final class HeaderNames {
    static final HeaderName KEY_ID = HeaderName.of("X-Ostiary-Key-Id");
    static final HeaderName KEY_NAME = HeaderName.of("X-Ostiary-Key-Name");
    static final HeaderName ORGANIZATION_ID = HeaderName.of("X-Ostiary-Organization-Id");
    static final HeaderName AGENT = HeaderName.of("X-Ostiary-Agent");
    static final HeaderName ENVIRONMENT = HeaderName.of("X-Ostiary-Environment");
    static final HeaderName REQUEST_ID = HeaderName.of("X-Ostiary-Request-Id");
    /// Whose fault a refusal is, where its body does not say so.
    static final HeaderName SOURCE = HeaderName.of("X-Ostiary-Source");
    static final HeaderName API_KEY = HeaderName.API_KEY;
    static final HeaderName FORWARDED_FOR = HeaderName.FORWARDED_FOR;
    static final HeaderName FORWARDED_HOST = HeaderName.FORWARDED_HOST;
    static final HeaderName FORWARDED_PROTO = HeaderName.FORWARDED_PROTO;
    static final HeaderName FORWARDED = HeaderName.FORWARDED;
    static final HeaderName KEEP_ALIVE = HeaderName.KEEP_ALIVE;
    static final HeaderName PROXY_CONNECTION = HeaderName.PROXY_CONNECTION;

    private static final String OWNED = "x-ostiary";

    /// What the gateway says of a client, or framing: a name that differs only by other marks for hyphens becomes
    /// the same one in an upstream that makes one mark of all, as CGI and its heirs do.
    private static final Set<String> NEVER_BY_ANOTHER_NAME = Set.of(
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-real-ip",
            "x-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "content-length",
            "content-type",
            "transfer-encoding",
            "proxy-authorization");

    private HeaderNames() {}

    /// Whether an upstream would take a name for another one, which only the gateway may send or has judged by.
    static boolean passesForAnother(CharSequence name) {
        StringBuilder folded = new StringBuilder(name.length());
        boolean isOther = false;
        for (int i = 0; i < name.length(); i++) {
            char found = name.charAt(i);
            isOther |= found != '-' && isMark(found);
            folded.append(isMark(found) ? '-' : AsciiString.toLowerCase(found));
        }
        return isOther && NEVER_BY_ANOTHER_NAME.contains(folded.toString());
    }

    /// Whether a name is one of ours, or would be taken for one by an upstream that makes one mark of all that is
    /// neither letter nor digit, as servers of CGI do.
    static boolean isOwned(CharSequence name) {
        return beginsLike(OWNED, name) && (name.length() == OWNED.length() || isMark(name.charAt(OWNED.length())));
    }

    /// Whether such an upstream would take another name for that one.
    static boolean isSpellingOf(CharSequence name, CharSequence other) {
        return other.length() == name.length() && beginsLike(name, other);
    }

    private static boolean beginsLike(CharSequence beginning, CharSequence name) {
        if (name.length() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            char expected = AsciiString.toLowerCase(beginning.charAt(i));
            char found = AsciiString.toLowerCase(name.charAt(i));
            if (found != expected && !(expected == '-' && isMark(found))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(char character) {
        char lower = AsciiString.toLowerCase(character);
        return !(lower >= 'a' && lower <= 'z' || character >= '0' && character <= '9');
    }
}
