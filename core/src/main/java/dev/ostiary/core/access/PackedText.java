package dev.ostiary.core.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The random part of an identifier or public id as a number of up to 132 bits: the 26 base32 characters of the former,
/// the 22 base62 characters of the latter without prefix and checksum.
///
/// @param rest four bits at most
record PackedText(long first, long second, int rest) {
    /// The bits that [#rest] takes.
    static final int REST_BITS = 4;

    /// What is no text.
    static final PackedText NONE = new PackedText(-1, -1, (1 << REST_BITS) - 1);

    private static final String BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final byte[] BASE32_DIGITS = BASE32.getBytes(ISO_8859_1);
    private static final byte[] BASE62_DIGITS = BASE62.getBytes(ISO_8859_1);
    private static final byte[] BASE32_VALUES = values(BASE32);
    private static final byte[] BASE62_VALUES = values(BASE62);
    private static final byte[] ID_PREFIX = KeyId.PREFIX.getBytes(ISO_8859_1);
    /// How many base32 and base62 characters fit into 60 bits.
    private static final int BASE32_CHARACTERS = 12;

    private static final int BASE62_CHARACTERS = 10;
    private static final int ID_LENGTH = KeyId.PREFIX.length() + 2 * BASE32_CHARACTERS + 2;
    private static final int NIBBLE_SHIFT = 60;
    private static final long MASK = (1L << NIBBLE_SHIFT) - 1;

    /// The packed form of a key's identifier, as printed.
    ///
    /// @throws IllegalArgumentException when the text is not one
    static PackedText ofId(byte[] ascii, int start, int length) {
        int from = start + KeyId.PREFIX.length();
        if (length != ID_LENGTH || !startsWith(ascii, start, KeyId.PREFIX)) {
            throw new IllegalArgumentException("not the identifier of a key");
        }
        long first = base32(ascii, from, BASE32_CHARACTERS);
        long second = base32(ascii, from + BASE32_CHARACTERS, BASE32_CHARACTERS);
        long tail = base32(ascii, from + 2 * BASE32_CHARACTERS, 2);
        if ((first | second | tail) < 0) {
            throw new IllegalArgumentException("not the identifier of a key");
        }
        return of(first, second, (int) tail);
    }

    /// The packed form of an identifier.
    static PackedText of(KeyId id) {
        byte[] ascii = id.value().getBytes(ISO_8859_1);
        return ofId(ascii, 0, ascii.length);
    }

    /// The packed form of a public id; null when it is not one that was issued.
    static @Nullable PackedText ofPublicId(byte[] text, int start, int length) {
        if (!KeyFormat.isIssued(text, start, length, KeyType.PUBLIC)) {
            return null;
        }
        int from = start + KeyType.PUBLIC.prefix().length();
        return of(
                base62(text, from, BASE62_CHARACTERS), base62(text, from + BASE62_CHARACTERS, BASE62_CHARACTERS), (int)
                        base62(text, from + 2 * BASE62_CHARACTERS, 2));
    }

    /// The packed form of a public id; null when it is not one that was issued.
    static @Nullable PackedText ofPublicId(String publicId) {
        byte[] ascii = KeyFormat.ascii(publicId);
        return ofPublicId(ascii, 0, ascii.length);
    }

    /// The identifier that this is the packed form of.
    String id() {
        byte[] text = Arrays.copyOf(ID_PREFIX, ID_LENGTH);
        printBase32(first & MASK, text, ID_PREFIX.length, BASE32_CHARACTERS);
        printBase32(second & MASK, text, ID_PREFIX.length + BASE32_CHARACTERS, BASE32_CHARACTERS);
        printBase32(tail(), text, ID_LENGTH - 2, 2);
        return new String(text, ISO_8859_1);
    }

    /// The public id that this is the packed form of.
    String publicId() {
        byte[] text = new byte[2 * BASE62_CHARACTERS + 2];
        printBase62(first & MASK, text, 0, BASE62_CHARACTERS);
        printBase62(second & MASK, text, BASE62_CHARACTERS, BASE62_CHARACTERS);
        printBase62(tail(), text, 2 * BASE62_CHARACTERS, 2);
        return KeyFormat.publicId(new String(text, ISO_8859_1));
    }

    /// A hash whose bits are all alike good.
    long hash() {
        return Mixing.mix(Mixing.mix(first, second), rest);
    }

    /// Two characters, 12 bits at most, go where there is room: four bits above each number, and the rest.
    private static PackedText of(long first, long second, int tail) {
        return new PackedText(
                first | (long) (tail & 0xF) << NIBBLE_SHIFT,
                second | (long) (tail >> 4 & 0xF) << NIBBLE_SHIFT,
                tail >> 8);
    }

    private long tail() {
        return first >>> NIBBLE_SHIFT | second >>> NIBBLE_SHIFT << 4 | (long) rest << 8;
    }

    /// The number that those characters write; negative when one of them is no digit.
    private static long base32(byte[] ascii, int from, int length) {
        long number = 0;
        int invalid = 0;
        for (int i = from; i < from + length; i++) {
            int value = BASE32_VALUES[ascii[i] & 0xFF];
            invalid |= value;
            number = number << 5 | value;
        }
        return invalid < 0 ? -1 : number;
    }

    /// The number that those digits write.
    private static long base62(byte[] ascii, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 62 + BASE62_VALUES[ascii[i] & 0xFF];
        }
        return number;
    }

    private static boolean startsWith(byte[] ascii, int start, String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            if (ascii[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void printBase32(long number, byte[] text, int from, int length) {
        long left = number;
        for (int i = from + length - 1; i >= from; i--) {
            text[i] = BASE32_DIGITS[(int) left & 31];
            left >>>= 5;
        }
    }

    private static void printBase62(long number, byte[] text, int from, int length) {
        long left = number;
        for (int i = from + length - 1; i >= from; i--) {
            long next = left / 62;
            text[i] = BASE62_DIGITS[(int) (left - next * 62)];
            left = next;
        }
    }

    private static byte[] values(String digits) {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
        return values;
    }
}
