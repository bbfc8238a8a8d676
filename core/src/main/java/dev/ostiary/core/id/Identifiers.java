package dev.ostiary.core.id;

/// The shape all identifiers share: a printed prefix, then 26 characters that sort by the time of creation.
final class Identifiers {
    private static final int LENGTH = 26;
    private static final boolean[] IS_DIGIT = digits();

    private Identifiers() {}

    static String require(String prefix, String value) {
        if (!isValid(prefix, value)) {
            throw new IllegalArgumentException("not an identifier with the prefix " + prefix);
        }
        return value;
    }

    static boolean isValid(String prefix, String value) {
        if (value.length() != prefix.length() + LENGTH || !value.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= IS_DIGIT.length || !IS_DIGIT[c]) {
                return false;
            }
        }
        return true;
    }

    /// Crockford's base32 in lower case: digits and letters but i, l, o and u.
    private static boolean[] digits() {
        boolean[] isDigit = new boolean[128];
        for (char c : "0123456789abcdefghjkmnpqrstvwxyz".toCharArray()) {
            isDigit[c] = true;
        }
        return isDigit;
    }
}
