package dev.ostiary.core.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a credential is read. Written as one line: `header X-API-Key`, `header authorization Bearer`, `query api_key`,
/// `cookie session`, `body api_key`.
public sealed interface Location {
    /// A header field that holds the key and nothing else. The name is kept in lower case.
    record Header(String name) implements Location {
        public Header {
            name = fieldName(name);
        }

        @Override
        public String toString() {
            return "header " + name;
        }
    }

    /// A header field that holds a scheme, one space and the key. The scheme matches in any case; with another
    /// scheme the header holds no credential.
    record SchemeHeader(String name, String scheme) implements Location {
        public SchemeHeader {
            name = fieldName(name);
            requireToken(scheme);
        }

        /// The credential in a line of the header; null when it has another scheme. Where anything but one
        /// space follows the scheme it is part of the credential, which then is a wrong one.
        @Nullable
        String credentialIn(String line) {
            if (!isIn(line)) {
                return null;
            }
            int end = scheme.length();
            return line.substring(end < line.length() && line.charAt(end) == ' ' ? end + 1 : end);
        }

        /// Whether a line of the header bears the scheme.
        boolean isIn(String line) {
            int end = scheme.length();
            return line.regionMatches(true, 0, scheme, 0, end)
                    && (end == line.length() || !Tokens.isTokenCharacter(line.charAt(end)));
        }

        @Override
        public String toString() {
            return "header " + name + " " + scheme;
        }
    }

    /// A parameter of the query. Queries are logged in many places: it has to be asked for, and is never a default.
    record QueryParameter(String name) implements Location {
        public QueryParameter {
            requireToken(name);
        }

        @Override
        public String toString() {
            return "query " + name;
        }
    }

    /// A cookie.
    record Cookie(String name) implements Location {
        public Cookie {
            requireToken(name);
        }

        @Override
        public String toString() {
            return "cookie " + name;
        }
    }

    /// A text field at the top of a JSON body. The body is held until it is whole, so it has to be asked for.
    record BodyField(String name) implements Location {
        public BodyField {
            requireToken(name);
        }

        @Override
        public String toString() {
            return "body " + name;
        }
    }

    /// Where a deployed agent's endpoint reads it, and nowhere else.
    Header AGENT_ENDPOINT = new Header("X-API-Key");

    /// Where a policy reads it that names no location (RFC 6750, section 2.1).
    SchemeHeader BEARER = new SchemeHeader("authorization", "Bearer");

    /// What a valid one looks like, for error messages.
    String REMEDY = "write one of 'header NAME', 'header NAME SCHEME', 'query NAME', 'cookie NAME', 'body NAME'";

    /// Reads one from outside input; empty when the text is not one.
    static Optional<Location> parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length < 2 || words.length > 3 || words.length == 3 && !words[0].equals("header")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    switch (words[0]) {
                        case "header" ->
                            words.length == 2 ? new Header(words[1]) : new SchemeHeader(words[1], words[2]);
                        case "query" -> new QueryParameter(words[1]);
                        case "cookie" -> new Cookie(words[1]);
                        case "body" -> new BodyField(words[1]);
                        default -> null;
                    });
        } catch (IllegalArgumentException notALocation) {
            return Optional.empty();
        }
    }

    private static String fieldName(String name) {
        requireToken(name);
        String lower = name.toLowerCase(Locale.ROOT);
        if (Tokens.RESERVED.matcher(lower).matches()) {
            throw new IllegalArgumentException("a header that HTTP itself needs cannot hold a key");
        }
        return lower;
    }

    private static void requireToken(String text) {
        if (!Tokens.TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("not a token");
        }
    }

    /// Tokens of RFC 9110, section 5.6.2.
    final class Tokens {
        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
        private static final Pattern RESERVED = Pattern.compile(
                "host|content-length|content-type|transfer-encoding|connection|te|trailer|upgrade|expect|cookie|origin"
                        + "|x-ostiary-.*");

        private Tokens() {}

        private static boolean isTokenCharacter(char c) {
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "!#$%&'*+.^_`|~-".indexOf(c) >= 0;
        }
    }
}
