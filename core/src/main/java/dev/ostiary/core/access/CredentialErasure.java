package dev.ostiary.core.access;

import dev.ostiary.core.key.KeyFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes credentials out of where they are read, so that nobody further on sees them. Names are compared as they
/// are when a credential is read; everything else stays byte for byte as it was.
public final class CredentialErasure {
    /// What all issued keys have in them, to be looked for first.
    public static final String ISSUED_MARK = StrayKeys.ISSUED_MARK;

    private CredentialErasure() {}

    /// A request target without the parameters of that name, and without `?` when no others are left; the same
    /// object when it has none.
    public static String fromTarget(String target, String parameter) {
        int start = Credentials.queryStart(target);
        if (Credentials.nextParameter(target, parameter, start) < 0) {
            return target;
        }
        List<String> kept = new ArrayList<>();
        for (int at = start; at <= target.length(); at = Credentials.parameterEnd(target, at) + 1) {
            int end = Credentials.parameterEnd(target, at);
            if (!Credentials.isParameter(target, at, end, parameter)) {
                kept.add(target.substring(at, end));
            }
        }
        String query = String.join("&", kept);
        return query.isEmpty() ? target.substring(0, start - 1) : target.substring(0, start) + query;
    }

    /// A `Cookie` line without the cookies of that name; null when no others are left; the same object when it has
    /// none.
    public static @Nullable String fromCookies(String line, String cookie) {
        return withoutCookies(line, pair -> {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            return name.strip().equals(cookie);
        });
    }

    /// A `Cookie` line without the cookies that bear an issued key, whatever they are called; null when no others
    /// are left; the same object when it has none.
    public static @Nullable String fromCookies(String line) {
        return withoutCookies(line, CredentialErasure::bearsIssuedKey);
    }

    private static @Nullable String withoutCookies(String line, Predicate<String> isCredential) {
        List<String> kept = new ArrayList<>();
        boolean isFound = false;
        for (String pair : line.split(";", -1)) {
            if (isCredential.test(pair)) {
                isFound = true;
            } else if (!pair.isBlank()) {
                kept.add(pair.strip());
            }
        }
        if (!isFound) {
            return line;
        }
        return kept.isEmpty() ? null : String.join("; ", kept);
    }

    /// Whether a line of a header bears the location's scheme, with a credential that can be read or without.
    public static boolean isOfScheme(String line, Location.SchemeHeader location) {
        return location.isIn(line);
    }

    /// Whether a key that was issued here may stand somewhere in a header's value.
    public static boolean mayBearIssuedKey(String value) {
        return value.contains(StrayKeys.ISSUED_MARK);
    }

    /// Whether a whole key that was issued here, secret or public id, stands somewhere in a text.
    public static boolean bearsIssuedKey(String text) {
        int mark = text.indexOf(ISSUED_MARK);
        while (mark >= 0) {
            if (mark > 0 && KeyFormat.isIssuedAt(text, mark - 1)) {
                return true;
            }
            mark = text.indexOf(ISSUED_MARK, mark + 1);
        }
        return false;
    }

    /// The credential that the request is judged by; null when it has none.
    public static @Nullable String credential(RequestFacts request, List<Location> locations) {
        for (Location location : locations) {
            String found = Credentials.at(request, location);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
