package dev.ostiary.core.key;

import java.util.zip.CRC32;

/// The last six characters of a key: CRC-32 (IEEE 802.3) of the ASCII characters before it, in base62 with the digits
/// `0-9A-Za-z`, most significant first, padded with `0`. It turns typing errors and garbage away without a look-up and
/// lets secret scanners tell a key from a text that only looks like one.
final class KeyChecksum {
    static final int LENGTH = 6;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private KeyChecksum() {}

    static String of(String text) {
        char[] digits = new char[LENGTH];
        long rest = crc(text, text.length());
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }

    /// Whether the text ends in the checksum of what stands before it.
    static boolean matches(String text) {
        int end = text.length() - LENGTH;
        long rest = crc(text, end);
        for (int i = text.length() - 1; i >= end; i--) {
            if (text.charAt(i) != DIGITS.charAt((int) (rest % 62))) {
                return false;
            }
            rest /= 62;
        }
        return true;
    }

    private static long crc(String text, int end) {
        CRC32 crc = new CRC32();
        for (int i = 0; i < end; i++) {
            crc.update(text.charAt(i));
        }
        return crc.getValue();
    }
}
