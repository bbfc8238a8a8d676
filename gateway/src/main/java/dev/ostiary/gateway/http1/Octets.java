package dev.ostiary.gateway.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The kinds of bytes that HTTP/1 tells apart (RFC 9110, section 5.6.2; RFC 9112, section 2.2).
final class Octets {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = new boolean[256];

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = 0x2020202020202020L;
    private static final long AFTER_SPACES = 0x2121212121212121L;
    private static final long DELETES = 0x7F7F7F7F7F7F7F7FL;

    static {
        for (int octet = 0; octet < 128; octet++) {
            TOKEN[octet] = Character.isLetterOrDigit(octet) || TOKEN_MARKS.indexOf(octet) >= 0;
        }
    }

    private Octets() {}

    static boolean isToken(int octet) {
        return TOKEN[octet & 0xFF];
    }

    static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /// Whether a byte may not stand in a header's value: a control character that is no tab.
    static boolean isControl(int octet) {
        int unsigned = octet & 0xFF;
        return unsigned < 0x20 && unsigned != '\t' || unsigned == 0x7F;
    }

    /// The first index that holds no token character; `to` when all do.
    static int tokenEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && TOKEN[bytes[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /// The first index that holds no visible ASCII character; `to` when all do.
    static int visibleEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            long word = (long) LONG.get(bytes, at);
            long deletes = word ^ DELETES;
            long hits = (word - AFTER_SPACES | word | deletes - ONES & ~deletes) & HIGH_BITS;
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            at += 8;
        }
        while (at < to && bytes[at] > 0x20 && bytes[at] != 0x7F) {
            at++;
        }
        return at;
    }

    /// The first index of a control character that is no tab; `to` when there is none. Eight bytes at a time:
    /// borrows can only spoil bytes behind the first hit.
    static int textEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 8 <= to) {
            long word = (long) LONG.get(bytes, at);
            long deletes = word ^ DELETES;
            long hits = ((word - SPACES) & ~word | (deletes - ONES) & ~deletes) & HIGH_BITS;
            if (hits == 0) {
                at += 8;
            } else {
                at += Long.numberOfTrailingZeros(hits) >>> 3;
                if (bytes[at] != '\t') {
                    return at;
                }
                at++;
            }
        }
        while (at < to && !isControl(bytes[at])) {
            at++;
        }
        return at;
    }

    static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /// Whether two characters are the same letter, or the same.
    static boolean isSame(int one, int other) {
        int difference = one ^ other;
        return difference == 0 || difference == 0x20 && (one | 0x20) >= 'a' && (one | 0x20) <= 'z';
    }

    /// Whether something in there is neither letter nor digit nor hyphen.
    static boolean holdsMark(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int octet = bytes[at];
            int lower = octet | 0x20;
            if (!(lower >= 'a' && lower <= 'z' || octet == '-' || octet >= '0' && octet <= '9')) {
                return true;
            }
        }
        return false;
    }
}
