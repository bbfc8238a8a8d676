package dev.ostiary.core.audit;

import java.util.regex.Pattern;

/// From where an actor asked for something. What a caller chose the words of is shortened, and shows no key of ours.
///
/// @param address the address of the connection's other end
/// @param requestId the identifier of the request, which is in the log too
/// @param userAgent what the caller calls its program; empty when it does not say
public record AuditSource(String address, String requestId, String userAgent) {
    private static final int LONGEST = 200;
    private static final int REPLACEMENT = 0xFFFD;

    /// Part of a key of ours, from what the prefixes of all types share.
    private static final Pattern KEY = Pattern.compile("(k_ost_)[A-Za-z0-9]+");

    public AuditSource {
        userAgent = clean(userAgent);
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(character -> isPlain(character) ? character : REPLACEMENT)
                .forEach(clean::appendCodePoint);
        return KEY.matcher(clean).replaceAll("$1…");
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
