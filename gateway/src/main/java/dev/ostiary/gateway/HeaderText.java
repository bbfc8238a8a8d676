package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Text as a header value: visible ASCII and inner spaces as they are, every other byte of its UTF-8 form,
/// and the percent sign, as `%XX`.
final class HeaderText {
    private static final String HEX = "0123456789ABCDEF";

    private HeaderText() {}

    static String encode(String text) {
        return isPlain(text) ? text : escape(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character) {
        return character >= 0x20 && character < 0x7F && character != '%';
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() * 3);
        for (byte octet : text.getBytes(UTF_8)) {
            if (isPlain(octet)) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
            }
        }
        return escaped.toString();
    }
}
