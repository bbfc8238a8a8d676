package dev.ostiary.app.terminal;

/// Text from elsewhere made safe for a terminal.
public final class Printable {
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /// The text on one line, without characters that move the cursor, change colours or reverse the reading
    /// direction.
    public static String clean(String text) {
        if (text.codePoints().noneMatch(Printable::isHarmful)) {
            return text;
        }
        return text.codePoints()
                .map(codePoint -> isHarmful(codePoint) ? REPLACEMENT : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// How many columns of a terminal the text takes: two for the wide characters of East Asia and for pictures,
    /// none for marks that sit on the character before.
    public static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    /// The text cut to that many columns, an ellipsis for what is missing.
    public static String shorten(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            used += width(codePoint);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(codePoint);
            at += Character.charCount(codePoint);
        }
        return kept.append('…').toString();
    }

    private static boolean isHarmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /// The blocks that Unicode's East Asian Width (UAX #11) calls wide, coarsely.
    private static boolean isWide(int codePoint) {
        return between(codePoint, 0x1100, 0x115F)
                || between(codePoint, 0x2E80, 0x303E)
                || between(codePoint, 0x3041, 0xA4CF)
                || between(codePoint, 0xAC00, 0xD7A3)
                || between(codePoint, 0xF900, 0xFAFF)
                || between(codePoint, 0xFE30, 0xFE6F)
                || between(codePoint, 0xFF00, 0xFF60)
                || between(codePoint, 0xFFE0, 0xFFE6)
                || between(codePoint, 0x1F300, 0x1F64F)
                || between(codePoint, 0x1F680, 0x1F6FF)
                || between(codePoint, 0x1F900, 0x1F9FF)
                || between(codePoint, 0x20000, 0x3FFFD);
    }

    private static boolean between(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
