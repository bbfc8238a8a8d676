package dev.ostiary.core.access;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// From which pages browsers may call (the CORS protocol of the Fetch standard). Answered before authentication, and on
/// refusals too, so that a page can read why.
///
/// @param allowedOrigins origins such as `https://app.example.com`, with `https://*.example.com` for the hosts beneath,
///     or `*` alone for every page
/// @param allowedMethods methods beside those that need no leave; `*` for all
/// @param allowedHeaders request headers that pages may send; `*` for all
/// @param exposedHeaders response headers that pages may read
/// @param allowsCredentials whether browsers may send cookies; never together with `*` for the origins
/// @param maxAge how long browsers may remember the answer
public record CorsPolicy(
        List<String> allowedOrigins,
        List<String> allowedMethods,
        List<String> allowedHeaders,
        List<String> exposedHeaders,
        boolean allowsCredentials,
        Duration maxAge) {
    /// What valid origins look like, for error messages.
    public static final String REMEDY =
            "give origins such as https://app.example.com or https://*.example.com, or '*' alone; "
                    + "methods and headers by name, or '*'; a max-age of 0 seconds to 1 day; no credentials with '*'";

    private static final String ANY = "*";
    private static final int MAX_ENTRIES = 256;
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(\\*\\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

    /// What every page may do without cookies: the headers that carry keys among what it may send, and the
    /// gateway's own among what it may read.
    public static final CorsPolicy EVERY_PAGE = new CorsPolicy(
            List.of("*"),
            List.of("*"),
            List.of("authorization", "content-type", "x-api-key"),
            List.of("ratelimit", "ratelimit-policy", "retry-after", "x-ostiary-request-id"),
            false,
            Duration.ofMinutes(10));

    public CorsPolicy {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedMethods = List.copyOf(allowedMethods);
        allowedHeaders = allowedHeaders.stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .toList();
        exposedHeaders = List.copyOf(exposedHeaders);
        if (!areOrigins(allowedOrigins, allowsCredentials)
                || !areTokens(allowedMethods)
                || !areTokens(allowedHeaders)
                || !areTokens(exposedHeaders)
                || maxAge.isNegative()
                || maxAge.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("not a CORS policy");
        }
    }

    /// Whether pages of that origin may call; null, the `null` origin and what is no origin may not, unless every
    /// page may.
    public boolean allowsOrigin(String origin) {
        if (allowsEveryOrigin()) {
            return true;
        }
        String asked = origin.toLowerCase(Locale.ROOT);
        for (String allowed : allowedOrigins) {
            if (matches(allowed, asked)) {
                return true;
            }
        }
        return false;
    }

    /// Whether every page may call.
    public boolean allowsEveryOrigin() {
        return allowedOrigins.contains(ANY);
    }

    /// Whether pages may use that method.
    public boolean allowsMethod(String method) {
        return allowedMethods.contains(ANY)
                || allowedMethods.contains(method)
                || method.equals("GET")
                || method.equals("HEAD")
                || method.equals("POST");
    }

    /// Whether pages may send that header.
    ///
    /// @param name in lower case
    public boolean allowsHeader(String name) {
        return allowedHeaders.contains(ANY) || allowedHeaders.contains(name);
    }

    private static boolean matches(String allowed, String origin) {
        int star = allowed.indexOf("*.");
        if (star < 0) {
            return allowed.equals(origin);
        }
        String scheme = allowed.substring(0, star);
        String end = allowed.substring(star + 1);
        int beneath = origin.length() - end.length();
        return origin.startsWith(scheme)
                && origin.endsWith(end)
                && beneath > star
                && origin.charAt(star) != '.'
                && isHostPart(origin, star, beneath);
    }

    private static boolean isHostPart(String origin, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = origin.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    private static boolean areOrigins(List<String> origins, boolean withCredentials) {
        boolean hasAny = origins.contains(ANY);
        return !origins.isEmpty()
                && origins.size() <= MAX_ENTRIES
                && (!hasAny || origins.size() == 1 && !withCredentials)
                && origins.stream()
                        .allMatch(origin ->
                                origin.equals(ANY) || ORIGIN.matcher(origin).matches());
    }

    private static boolean areTokens(List<String> values) {
        return values.size() <= MAX_ENTRIES
                && values.stream().allMatch(value -> TOKEN.matcher(value).matches());
    }
}
