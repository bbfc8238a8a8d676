package dev.ostiary.core.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32;

/// The last six characters of a key: CRC-32 (IEEE 802.3) of the ASCII characters before it, in base62 with the digits
/// `0-9A-Za-z`, most significant first, padded with `0`. It turns typing errors and garbage away without a look-up and
/// lets secret scanners tell a key from a text that only looks like one.
final class KeyChecksum {
    static final int LENGTH = 6;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private KeyChecksum() {}

    static String of(String text) {
        byte[] ascii = text.getBytes(US_ASCII);
        char[] digits = new char[LENGTH];
        long rest = crc(ascii, 0, ascii.length);
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    /// Whether that part of a text ends in the checksum of what stands before it.
    static boolean matches(byte[] ascii, int start, int length) {
        int end = start + length;
        long rest = crc(ascii, start, length - LENGTH);
        for (int i = end - 1; i >= end - LENGTH; i--) {
            if (ascii[i] != DIGITS.charAt((int) (rest % DIGITS.length()))) {
                return false;
            }
            rest /= DIGITS.length();
        }
        return true;
    }

    private static long crc(byte[] ascii, int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(ascii, start, length);
        return crc.getValue();
    }
}
