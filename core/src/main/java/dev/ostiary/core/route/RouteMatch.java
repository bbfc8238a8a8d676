package dev.ostiary.core.route;

import dev.ostiary.core.address.DomainPattern;
import java.util.List;
import java.util.regex.Pattern;

/// Which requests a route is for. Of the routes that match a request the one with the exact host comes first, then the
/// longest wildcard, then those for any host; among these an exact path, then the longest prefix.
///
/// @param hosts the hosts, without port; empty for any
/// @param path begins with a slash and, unless it is the root, ends without one
/// @param kind whether the path is all of the request's or its beginning
public record RouteMatch(List<DomainPattern> hosts, String path, PathKind kind) {
    /// What a valid path looks like, for error messages.
    public static final String PATH_REMEDY =
            "give a path such as /v1/models: visible ASCII, beginning with a slash, without '?', '#', '%', '*', '\\\\', "
                    + "empty segments or dot segments";

    private static final int MAX_HOSTS = 64;
    private static final Pattern PATH = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[!-~&&[^/?#%*\\\\\";]]+)+");
    private static final int MAX_PATH = 512;

    public RouteMatch {
        hosts = hosts.stream().distinct().toList();
        path = path.length() > 2 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (hosts.size() > MAX_HOSTS
                || path.length() > MAX_PATH
                || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a route match");
        }
    }

    /// Whether both stand for one and the same host and path in one and the same way.
    public boolean isEqualInPart(RouteMatch other) {
        return kind == other.kind
                && path.equals(other.path)
                && (hosts.isEmpty() ? other.hosts.isEmpty() : hosts.stream().anyMatch(other.hosts::contains));
    }

    /// Whether some request matches both.
    public boolean overlaps(RouteMatch other) {
        return (reaches(other.path) || other.reaches(path))
                && (hosts.isEmpty()
                        || other.hosts.isEmpty()
                        || hosts.stream().anyMatch(own -> other.hosts.stream().anyMatch(host -> overlap(own, host))));
    }

    private boolean reaches(String deeper) {
        return path.equals(deeper) || kind == PathKind.PREFIX && (path.equals("/") || deeper.startsWith(path + "/"));
    }

    private static boolean overlap(DomainPattern one, DomainPattern other) {
        return one.equals(other)
                || one.isWildcard() && one.matches(other.host())
                || other.isWildcard() && other.matches(one.host());
    }

    /// How a route's path is compared.
    public enum PathKind {
        /// All of the request's path.
        EXACT,
        /// Its beginning, ending where a segment does.
        PREFIX
    }
}
