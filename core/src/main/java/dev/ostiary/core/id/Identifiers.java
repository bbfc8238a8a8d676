package dev.ostiary.core.id;

import java.util.regex.Pattern;

/// The shape all identifiers share: a printed prefix, then 26 characters that sort by the time of creation.
final class Identifiers {
    private static final Pattern BODY = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

    private Identifiers() {}

    static String require(String prefix, String value) {
        if (!isValid(prefix, value)) {
            throw new IllegalArgumentException("not an identifier with the prefix " + prefix);
        }
        return value;
    }

    static boolean isValid(String prefix, String value) {
        return value.startsWith(prefix)
                && BODY.matcher(value.substring(prefix.length())).matches();
    }
}
