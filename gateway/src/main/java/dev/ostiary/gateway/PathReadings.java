package dev.ostiary.gateway;

import java.util.LinkedHashSet;
import java.util.Set;

/// The paths that other servers may take a path for: escapes undone, an escaped slash as a slash or not, parameters
/// after `;` left out of segments, empty segments left out, the slash at the end left out.
final class PathReadings {
    private PathReadings() {}

    /// Every other reading; none of a path that all read alike.
    static Set<String> of(RequestPath path) {
        String target = path.target();
        if (isPlain(target, path.pathEnd())) {
            return Set.of();
        }
        String written = target.substring(0, path.pathEnd());
        Set<String> readings = new LinkedHashSet<>();
        addUnescaped(readings, written);
        for (String reading : readings.toArray(String[]::new)) {
            readings.add(withoutParameters(reading));
        }
        for (String reading : readings.toArray(String[]::new)) {
            readings.add(withoutEmptySegments(reading));
        }
        for (String reading : readings.toArray(String[]::new)) {
            readings.add(withoutLastSlash(reading));
        }
        readings.remove(written);
        return readings;
    }

    private static boolean isPlain(String target, int end) {
        char before = 0;
        for (int i = 0; i < end; i++) {
            char character = target.charAt(i);
            if (character == '%' || character == ';' || character == '/' && before == '/') {
                return false;
            }
            before = character;
        }
        return end == 1 || before != '/';
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static void addUnescaped(Set<String> readings, String path) {
        readings.add(path);
        if (path.indexOf('%') >= 0) {
            readings.add(unescaped(path, true));
            readings.add(unescaped(path, false));
        }
    }

    /// The guard has seen to it that every escape is one.
    private static String unescaped(String path, boolean slashes) {
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character == '%') {
                int value = Character.digit(path.charAt(i + 1), 16) << 4 | Character.digit(path.charAt(i + 2), 16);
                if (value != '/' || slashes) {
                    character = (char) value;
                    i += 2;
                }
            }
            plain.append(character);
        }
        return plain.toString();
    }

    private static String withoutParameters(String path) {
        StringBuilder bare = new StringBuilder(path.length());
        boolean isParameter = false;
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            isParameter = character == ';' || isParameter && character != '/';
            if (!isParameter) {
                bare.append(character);
            }
        }
        return bare.toString();
    }

    private static String withoutEmptySegments(String path) {
        StringBuilder bare = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character != '/' || bare.isEmpty() || bare.charAt(bare.length() - 1) != '/') {
                bare.append(character);
            }
        }
        return bare.toString();
    }
}
