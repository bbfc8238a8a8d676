package dev.ostiary.core.agent;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Headers that requests get on their way to an upstream, in the place of those of the same name that the client sent.
/// None that says who called, from where and how long the message is, none of one connection, and none that carries a
/// credential: values are settings, shown to everyone who may see the deployment.
///
/// @param values by name, in lower case
public record UpstreamHeaders(SortedMap<String, String> values) {
    /// None.
    public static final UpstreamHeaders NONE = new UpstreamHeaders(Map.of());

    /// The most of them.
    public static final int MAX = 32;

    /// What valid ones look like, for error messages.
    public static final String REMEDY = "give at most " + MAX
            + " headers by name (letters, digits, hyphens), each with 1 to 1024 visible characters; none of X-Ostiary-…,"
            + " X-Forwarded-…, Proxy-…, Sec-…, Host, Content-Length, Connection and such, and none for credentials"
            + " (Authorization, Cookie, X-API-Key), since values are no secrets";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,1022}[!-~])?");

    private static final Set<String> OURS = Set.of("x-ostiary-", "x-forwarded-", "proxy-", "sec-");

    private static final Set<String> REFUSED = Set.of(
            "authorization",
            "cf-connecting-ip",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "true-client-ip",
            "upgrade",
            "via",
            "x-api-key",
            "x-client-ip",
            "x-real-ip");

    public UpstreamHeaders(Map<String, String> values) {
        this(new TreeMap<>(values));
    }

    public UpstreamHeaders {
        SortedMap<String, String> lower = new TreeMap<>();
        values.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        if (lower.size() != values.size()
                || lower.size() > MAX
                || !lower.keySet().stream().allMatch(UpstreamHeaders::maySet)
                || !lower.values().stream()
                        .allMatch(value -> VALUE.matcher(value).matches())) {
            throw new IllegalArgumentException("not headers that may be set");
        }
        values = Collections.unmodifiableSortedMap(lower);
    }

    private static boolean maySet(String name) {
        return NAME.matcher(name).matches()
                && !REFUSED.contains(name)
                && OURS.stream().noneMatch(name::startsWith);
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return values.isEmpty();
    }
}
