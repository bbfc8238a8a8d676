package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where in one block of bytes each header's name and value is. What is noted is never moved, so that views of the
/// block stay true.
///
/// An entry is four numbers: where a line begins, with the number of its name if that is a recognised one and whether
/// the line can be sent as it stands; the name's [HeaderName#key], 0 when the line was removed; where the value begins;
/// and where it ends.
abstract sealed class HeaderEntries permits HeaderLines {
    static final int WIDTH = 4;
    private static final int SENDABLE = 1;
    private static final int NAME_SHIFT = 1;
    private static final int NAME_MASK = 0x3F;
    static final int START_SHIFT = 7;
    static final int KEY = 1;
    static final int VALUE = 2;
    static final int END = 3;
    private static final int USUAL_LINES = 24;
    static final int LONGEST_NAME = 0xFFFF;

    byte[] block;
    int filled;
    int[] entries;
    int used;
    int live;
    /// How many bytes the live lines are when they are written.
    int length;
    long present;
    long repeated;
    boolean hasOwnHint;

    /// Makes an empty one.
    ///
    /// @param block where lines are kept, as far as they fit
    HeaderEntries(byte[] block) {
        this.block = block;
        this.entries = new int[USUAL_LINES * WIDTH];
    }

    HeaderEntries(HeaderEntries other, int spare) {
        this.block = Arrays.copyOf(other.block, other.filled + spare);
        this.filled = other.filled;
        this.entries = other.entries.clone();
        this.used = other.used;
        this.live = other.live;
        this.length = other.length;
        this.present = other.present;
        this.repeated = other.repeated;
        this.hasOwnHint = other.hasOwnHint;
    }

    /// Whether one of the recognised names of these bits is there.
    boolean hasAny(long bits) {
        return (present & bits) != 0;
    }

    boolean isRepeated(long bit) {
        return (repeated & bit) != 0;
    }

    /// Whether a name begins with `x-o` or the like, the least that names of the gateway's own have in common, or
    /// has a mark other than the hyphen, by which it may pass for another one.
    boolean hasOwnHint() {
        return hasOwnHint;
    }

    int start(int entry) {
        return entries[entry] >>> START_SHIFT;
    }

    boolean isSendable(int entry) {
        return (entries[entry] & SENDABLE) != 0;
    }

    /// The bit of its name; 0 when that is not a recognised one.
    long bit(int entry) {
        int number = number(entry);
        return number == 0 ? 0 : 1L << number;
    }

    /// The number of its name; 0 when that is not a recognised one.
    int number(int entry) {
        return entries[entry] >>> NAME_SHIFT & NAME_MASK;
    }

    int nameLength(int entry) {
        return entries[entry + KEY] & LONGEST_NAME;
    }

    int valueLength(int entry) {
        return entries[entry + END] - entries[entry + VALUE];
    }

    String name(int entry) {
        return new String(block, start(entry), nameLength(entry), ISO_8859_1);
    }

    String value(int entry) {
        return new String(block, entries[entry + VALUE], valueLength(entry), ISO_8859_1);
    }

    AsciiString nameView(int entry) {
        return new AsciiString(block, start(entry), nameLength(entry), false);
    }

    AsciiString valueView(int entry) {
        return new AsciiString(block, entries[entry + VALUE], valueLength(entry), false);
    }

    /// The value as a whole number of decimal digits only; -1 when it is none or too large.
    long decimal(int entry) {
        int from = entries[entry + VALUE];
        int to = entries[entry + END];
        if (from == to || to - from > 18) {
            return -1;
        }
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = block[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    boolean isValue(int entry, AsciiString expected) {
        if (valueLength(entry) != expected.length()) {
            return false;
        }
        int value = entries[entry + VALUE];
        int from = expected.arrayOffset();
        int to = from + expected.length();
        if (Arrays.equals(block, value, entries[entry + END], expected.array(), from, to)) {
            return true;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (!Octets.isSame(block[value + i], expected.byteAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether a line is of at least that length and has that mark anywhere in it, from its name to the end of its
    /// value. Most of the bytes are not looked at: one that is not in the mark rules out all places about it.
    boolean holds(int entry, byte[] mark, int shortest) {
        int last = mark.length - 1;
        int start = start(entry);
        int end = entries[entry + END];
        if (end - start < shortest) {
            return false;
        }
        for (int at = start + last; at < end; ) {
            int shift = shift(mark, block[at]);
            if (shift == 0) {
                if (Arrays.equals(block, at - last, at, mark, 0, last)) {
                    return true;
                }
                shift = 1;
            }
            at += shift;
        }
        return false;
    }

    /// How far off the mark's end a byte stands in it, at the least; all its length when it does not.
    private static int shift(byte[] mark, byte octet) {
        int shift = 0;
        while (shift < mark.length && mark[mark.length - 1 - shift] != octet) {
            shift++;
        }
        return shift;
    }

    /// Takes the block that lines were parsed in, once no more will be.
    void parsed(byte[] whole, int end) {
        block = whole;
        filled = end;
    }

    /// Notes a line that was parsed. It can be sent as it stands when nothing but one space is around its value.
    void note(byte[] in, int start, int nameLength, int value, int end, int lineEnd) {
        if (nameLength > LONGEST_NAME) {
            throw BadMessage.HEADERS_TOO_LONG;
        }
        boolean isSendable = value == start + nameLength + 2 && in[value - 1] == ' ' && end + 2 == lineEnd;
        enter(in, start, nameLength, value, end, isSendable, null);
    }

    void enter(
            byte[] in, int start, int nameLength, int value, int end, boolean isSendable, @Nullable HeaderName name) {
        if (used == entries.length) {
            entries = Arrays.copyOf(entries, used * 2);
        }
        int key = name == null ? HeaderName.key(in, start, nameLength) : name.key();
        HeaderName known = name == null ? HeaderName.find(in, start, nameLength, key) : name;
        int number = known == null ? 0 : known.number();
        entries[used] = start << START_SHIFT | number << NAME_SHIFT | (isSendable ? SENDABLE : 0);
        entries[used + KEY] = key;
        entries[used + VALUE] = value;
        entries[used + END] = end;
        used += WIDTH;
        live++;
        length += nameLength + end - value + 4;
        if (known != null) {
            repeated |= present & known.bit();
            present |= known.bit();
        } else {
            hasOwnHint |= Octets.holdsMark(in, start, start + nameLength);
        }
        hasOwnHint |= nameLength > 2 && (in[start] | 0x20) == 'x' && (in[start + 2] | 0x20) == 'o';
    }

    /// Adds what a folded line goes on with to the value that was noted last, behind one space (RFC 9112, section
    /// 5.2).
    /// The value moves within its own lines, so its line cannot be sent as it stands.
    ///
    /// @param never names that may not be folded
    void unfold(byte[] in, int from, int to, long never) {
        int entry = used - WIDTH;
        if (entry < 0 || (bit(entry) & never) != 0) {
            throw BadMessage.MALFORMED;
        }
        int end = entries[entry + END];
        if (from < to) {
            if (valueLength(entry) > 0) {
                in[end++] = ' ';
            }
            System.arraycopy(in, from, in, end, to - from);
            end += to - from;
            length += end - entries[entry + END];
            entries[entry + END] = end;
        }
        entries[entry] &= ~SENDABLE;
    }
}
