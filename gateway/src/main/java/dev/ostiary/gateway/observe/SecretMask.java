package dev.ostiary.gateway.observe;

import java.util.List;
import java.util.Locale;

/// Takes out of a request's text what could be a secret, before anybody reads it. In doubt it takes out too much.
final class SecretMask {
    private static final String MASK = "***";
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_AGENT = 256;
    /// Escapes within escapes are looked through so often.
    private static final int MAX_UNESCAPES = 3;

    /// What our keys have in common, whatever their type.
    private static final String OURS = "_ost_";

    /// What secrets of others begin with.
    private static final List<String> PREFIXES = List.of(
            "sk-",
            "sk_",
            "pk_",
            "rk_",
            "ghp_",
            "gho_",
            "ghs_",
            "github_pat_",
            "glpat-",
            "xox",
            "akia",
            "aiza",
            "hf_",
            "eyj");

    private static final int MIN_PREFIXED = 16;
    private static final int MIN_RANDOM = 24;

    private SecretMask() {}

    /// The path of a request target, without its query. A segment that looks like a secret, and whatever stands
    /// behind `;` or `=` in a segment, is masked.
    static String path(String target, int pathEnd) {
        StringBuilder path = new StringBuilder(pathEnd);
        int start = 0;
        while (start < pathEnd) {
            int slash = target.indexOf('/', start);
            int end = slash < 0 || slash >= pathEnd ? pathEnd : slash;
            path.append(segment(target.substring(start, end)));
            if (end < pathEnd) {
                path.append('/');
            }
            start = end + 1;
        }
        return shortened(path.toString(), MAX_LENGTH);
    }

    /// What a client says it is; masked as a whole when some word of it looks like a secret.
    static String userAgent(String userAgent) {
        return isSuspect(userAgent) ? MASK : shortened(userAgent, MAX_AGENT);
    }

    private static String segment(String segment) {
        if (isSuspect(segment)) {
            return MASK;
        }
        for (int i = 0; i < segment.length(); i++) {
            char character = segment.charAt(i);
            if (character == ';' || character == '=') {
                return segment.substring(0, i + 1) + MASK;
            }
        }
        return segment;
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }

    private static boolean isSuspect(String text) {
        String plain = text;
        for (int i = 0; i < MAX_UNESCAPES && plain.indexOf('%') >= 0; i++) {
            plain = unescaped(plain);
        }
        if (plain.toLowerCase(Locale.ROOT).contains(OURS)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || !isOfAWord(plain.charAt(i))) {
                if (isSuspectWord(plain.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isOfAWord(char character) {
        return isDigit(character) || isUpper(character) || isLower(character) || character == '_' || character == '-';
    }

    private static boolean isSuspectWord(String word) {
        if (word.length() < MIN_PREFIXED) {
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return PREFIXES.stream().anyMatch(lower::startsWith) || word.length() >= MIN_RANDOM && isMixed(word);
    }

    /// Whether digits, capitals and small letters are mixed, as in random text and seldom in words; text that
    /// happens to have no digits is random by its many capitals.
    private static boolean isMixed(String word) {
        int digits = 0;
        int capitals = 0;
        int small = 0;
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            digits += isDigit(character) ? 1 : 0;
            capitals += isUpper(character) ? 1 : 0;
            small += isLower(character) ? 1 : 0;
        }
        return digits > 1 && capitals > 1 && small > 1 || small > 1 && capitals * 4 >= word.length();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isUpper(char character) {
        return character >= 'A' && character <= 'Z';
    }

    private static boolean isLower(char character) {
        return character >= 'a' && character <= 'z';
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high >= 0 && low >= 0) {
                    character = (char) (high << 4 | low);
                    i += 2;
                }
            }
            plain.append(character);
        }
        return plain.toString();
    }
}
