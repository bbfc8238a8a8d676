package dev.ostiary.gateway;

/// Text between quotation marks, in JSON and in the parameters of HTTP headers alike.
final class Quoting {
    private Quoting() {}

    /// Quotation marks and backslashes with a backslash before them; what is not visible ASCII or a space is left
    /// out.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                escaped.append('\\');
            }
            if (character >= 0x20 && character < 0x7F) {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
