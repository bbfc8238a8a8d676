package dev.ostiary.core.id;

import java.text.Normalizer;
import java.util.Optional;

/// What people note about a thing: 1 to 500 code points on one line, trimmed, in Unicode NFC, without control
/// characters.
public record Description(String value) {
    /// The most code points it may have.
    public static final int MAX_LENGTH = 500;

    public Description {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a description");
        }
    }

    /// Reads one from outside input, trimmed and normalised; empty when what remains is not one.
    public static Optional<Description> parse(String text) {
        String description = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return isValid(description) ? Optional.of(new Description(description)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= MAX_LENGTH
                && text.equals(text.strip())
                && Normalizer.isNormalized(text, Normalizer.Form.NFC)
                && text.codePoints().allMatch(DisplayName::isPrintable);
    }

    @Override
    public String toString() {
        return value;
    }
}
