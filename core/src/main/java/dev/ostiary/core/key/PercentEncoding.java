package dev.ostiary.core.key;

/// Percent-escapes of URLs (RFC 3986, section 2.1).
public final class PercentEncoding {
    private static final int ESCAPE_LENGTH = 3;

    private PercentEncoding() {}

    /// The text with its escapes undone once, one character for each byte. What only looks like an escape stays;
    /// the same object when there is none.
    public static String undone(String text) {
        int at = next(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            plain.append(text, copied, at).append((char) (digit(text, at + 1) << 4 | digit(text, at + 2)));
            copied = at + ESCAPE_LENGTH;
            at = next(text, copied);
        }
        return plain.append(text, copied, text.length()).toString();
    }

    /// Where the next escape begins; -1 for nowhere.
    private static int next(String text, int from) {
        int at = text.indexOf('%', from);
        while (at >= 0 && (at + ESCAPE_LENGTH > text.length() || digit(text, at + 1) < 0 || digit(text, at + 2) < 0)) {
            at = text.indexOf('%', at + 1);
        }
        return at;
    }

    /// The value of a hexadecimal digit of ASCII; -1 when there is another character.
    private static int digit(String text, int at) {
        char c = text.charAt(at);
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
