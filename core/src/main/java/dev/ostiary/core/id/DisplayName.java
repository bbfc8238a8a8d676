package dev.ostiary.core.id;

import java.text.Normalizer;
import java.util.Optional;

/// What people call a thing: 1 to 100 code points, trimmed, in Unicode NFC, without control or invisible formatting
/// characters.
public record DisplayName(String value) {
    /// The most code points a name may have.
    public static final int MAX_LENGTH = 100;

    public DisplayName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a display name");
        }
    }

    /// Reads one from outside input, trimmed and normalised; empty when what remains is not one.
    public static Optional<DisplayName> parse(String text) {
        String name = Normalizer.normalize(trimmed(text), Normalizer.Form.NFC);
        return isValid(name) ? Optional.of(new DisplayName(name)) : Optional.empty();
    }

    private static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_LENGTH
                && name.equals(trimmed(name))
                && Normalizer.isNormalized(name, Normalizer.Form.NFC)
                && name.codePoints().allMatch(DisplayName::isPrintable);
    }

    /// Without the spaces around it: [String#strip()] leaves the no-break ones.
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
