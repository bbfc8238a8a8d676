package dev.ostiary.core.key;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Something a key may call: methods and a pattern of paths, written `GET,POST /v1/models/*`. `*` for the methods
/// is any method. In the path `*` is one segment, and `**`, at the end only, any number of them. The path is the
/// one below the route, as the upstream is asked for it before its own base path.
///
/// A path is compared segment by segment, with percent-escapes undone. An escaped slash, a backslash or an escaped
/// escape is read both ways, and the pattern must match both: whatever an upstream makes of the path, no more is
/// allowed than the pattern says.
///
/// @param methods which methods, in upper case; empty for any
/// @param path the pattern
public record Scope(SortedSet<String> methods, String path) {
    /// The most scopes a key may have.
    public static final int MAX_COUNT = 64;

    /// What a valid one looks like, for error messages.
    public static final String REMEDY = "write methods, a space and a path pattern, such as 'GET,HEAD /v1/models/*' or "
            + "'* /v1/**': '*' is one segment, '**' at the end any number";

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^%?#\\\\]]{0,511}");
    /// A path whose escapes are escaped more often is in no scope: to follow it down would cost the square of its
    /// length.
    private static final int MAX_ESCAPING = 8;
    private static final String ONE = "*";
    private static final String ANY = "**";

    public Scope {
        if (!methods.stream().allMatch(method -> METHOD.matcher(method).matches()) || !isPattern(path)) {
            throw new IllegalArgumentException("not a scope");
        }
        methods = Collections.unmodifiableSortedSet(new TreeSet<>(methods));
    }

    /// Reads one from outside input; empty when the text is not one.
    public static Optional<Scope> parse(String text) {
        int space = text.indexOf(' ');
        if (space < 1) {
            return Optional.empty();
        }
        String names = text.substring(0, space);
        SortedSet<String> methods = new TreeSet<>();
        if (!names.equals(ONE)) {
            Collections.addAll(methods, names.split(",", -1));
        }
        try {
            return Optional.of(new Scope(methods, text.substring(space + 1)));
        } catch (IllegalArgumentException notAScope) {
            return Optional.empty();
        }
    }

    /// Whether a request with that method for that path is within it. A path with dot segments is in no scope.
    ///
    /// @param requested a path that begins with a slash, without query
    public boolean allows(String method, String requested) {
        if (!methods.isEmpty() && !methods.contains(method)) {
            return false;
        }
        String level = requested;
        for (int depth = 0; depth <= MAX_ESCAPING; depth++) {
            String slashes = level.replace('\\', '/');
            if (!matches(path, slashes, false)) {
                return false;
            }
            String undone = PercentEncoding.undone(level);
            if (undone.equals(level)) {
                return !hasDotSegment(slashes);
            }
            level = undone;
        }
        return false;
    }

    /// Whether everything the other allows is within this one.
    public boolean covers(Scope other) {
        return (methods.isEmpty() || !other.methods.isEmpty() && methods.containsAll(other.methods))
                && matches(path, other.path, true);
    }

    /// Walks both segment by segment.
    ///
    /// @param isPattern whether the candidate is a pattern too, and all of its paths must match
    private static boolean matches(String pattern, String candidate, boolean isPattern) {
        int at = 0;
        int from = 0;
        while (true) {
            int end = segmentEnd(pattern, at);
            String wanted = pattern.substring(at + 1, end);
            if (wanted.equals(ANY)) {
                return true;
            }
            int to = segmentEnd(candidate, from);
            String given = candidate.substring(from + 1, to);
            if (!(isPattern ? coversSegment(wanted, given) : matchesSegment(wanted, given))) {
                return false;
            }
            if (end == pattern.length() || to == candidate.length()) {
                boolean bothEnd = end == pattern.length() && to == candidate.length();
                return bothEnd
                        || to == candidate.length() && pattern.substring(end).equals("/" + ANY);
            }
            at = end;
            from = to;
        }
    }

    private static boolean matchesSegment(String wanted, String given) {
        return wanted.equals(ONE) ? !given.isEmpty() : wanted.equals(plain(given));
    }

    /// A `*` of the other pattern is covered by a `*` only, a `**` by a `**` only.
    private static boolean coversSegment(String wanted, String given) {
        return wanted.equals(ONE) ? !given.isEmpty() && !given.equals(ANY) : wanted.equals(given);
    }

    /// With all escapes undone, those of escapes too. What is escaped too often keeps one, and so equals no
    /// pattern.
    private static String plain(String segment) {
        String plain = segment;
        for (int depth = 0; depth <= MAX_ESCAPING; depth++) {
            String undone = PercentEncoding.undone(plain);
            if (undone.equals(plain)) {
                break;
            }
            plain = undone;
        }
        return plain;
    }

    /// Whether some reader would take a segment for `.` or `..`; to some what follows a `;` does not count.
    private static boolean hasDotSegment(String plain) {
        int at = 0;
        while (at < plain.length()) {
            int end = segmentEnd(plain, at);
            int parameters = plain.indexOf(';', at);
            String name = plain.substring(at + 1, parameters < 0 || parameters > end ? end : parameters);
            if (name.equals(".") || name.equals("..")) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private static int segmentEnd(String path, int slash) {
        int end = path.indexOf('/', slash + 1);
        return end < 0 ? path.length() : end;
    }

    private static boolean isPattern(String path) {
        if (!PATH.matcher(path).matches()) {
            return false;
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean isWildcard = segment.equals(ONE) || segment.equals(ANY) && i == segments.length - 1;
            if (segment.equals(".") || segment.equals("..") || segment.contains(ONE) && !isWildcard) {
                return false;
            }
        }
        return true;
    }

    /// As it is written, its methods in alphabetical order.
    @Override
    public String toString() {
        return (methods.isEmpty() ? ONE : String.join(",", methods)) + " " + path;
    }
}
