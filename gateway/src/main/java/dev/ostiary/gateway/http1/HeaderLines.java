package dev.ostiary.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.util.AsciiString;
import java.util.Arrays;

/// The lines of a head in one block of bytes, as they came or as they will go out: found, added at the end, removed by
/// being skipped, and written.
final class HeaderLines extends HeaderEntries {
    /// Makes an empty one.
    ///
    /// @param block where lines are kept, as far as they fit
    HeaderLines(byte[] block) {
        super(block);
    }

    private HeaderLines(HeaderLines other, int spare) {
        super(other, spare);
    }

    /// A copy with room for more.
    HeaderLines copy(int spare) {
        return new HeaderLines(this, spare);
    }

    int size() {
        return live;
    }

    /// The first entry at or after that position; -1 when there is none.
    int next(int from) {
        for (int entry = from; entry < used; entry += WIDTH) {
            if (entries[entry + KEY] != 0) {
                return entry;
            }
        }
        return -1;
    }

    int first() {
        return next(0);
    }

    int after(int entry) {
        return next(entry + WIDTH);
    }

    /// The first entry of that name at or after a position; -1 when there is none.
    int find(CharSequence name, int from) {
        if (name instanceof HeaderName ready) {
            return find(ready, from);
        }
        int key = HeaderName.key(name);
        for (int entry = from; entry < used; entry += WIDTH) {
            if (entries[entry + KEY] == key && key != 0 && isNamed(entry, name)) {
                return entry;
            }
        }
        return -1;
    }

    private int find(HeaderName name, int from) {
        if (name.bit() != 0) {
            return hasAny(name.bit()) ? findRecognised(name.number(), from) : -1;
        }
        for (int entry = from; entry < used; entry += WIDTH) {
            if (entries[entry + KEY] == name.key() && name.isAt(block, start(entry), name.length())) {
                return entry;
            }
        }
        return -1;
    }

    private int findRecognised(int number, int from) {
        for (int entry = from; entry < used; entry += WIDTH) {
            if (number(entry) == number && entries[entry + KEY] != 0) {
                return entry;
            }
        }
        return -1;
    }

    int find(CharSequence name) {
        return find(name, 0);
    }

    /// The next entry of the same name; -1 when there is none.
    int findAfter(CharSequence name, int entry) {
        return find(name, entry + WIDTH);
    }

    private boolean isNamed(int entry, CharSequence name) {
        int start = start(entry);
        for (int i = 0; i < name.length(); i++) {
            char expected = name.charAt(i);
            if (expected > 0x7F || !Octets.isSame(block[start + i], expected)) {
                return false;
            }
        }
        return nameLength(entry) == name.length();
    }

    /// Adds a line.
    ///
    /// @throws IllegalArgumentException when the name is not a token, or the value has a control character
    void add(CharSequence name, CharSequence value) {
        int start = filled;
        int nameLength = name.length();
        HeaderName ready = name instanceof HeaderName given ? given : null;
        reserve(nameLength + value.length() + 4);
        int at;
        if (ready == null) {
            at = put(name, start);
            if (nameLength == 0 || nameLength > LONGEST_NAME || Octets.tokenEnd(block, start, at) != at) {
                throw new IllegalArgumentException("not a header name");
            }
            block[at++] = ':';
            block[at++] = ' ';
        } else {
            byte[] prefix = ready.prefix();
            System.arraycopy(prefix, 0, block, start, prefix.length);
            at = start + prefix.length;
        }
        int end = put(value, at);
        if (Octets.textEnd(block, at, end) != end) {
            throw new IllegalArgumentException("control character in the value of a header");
        }
        block[end] = '\r';
        block[end + 1] = '\n';
        filled = end + 2;
        enter(block, start, nameLength, at, end, true, ready);
    }

    private void reserve(int length) {
        if (block.length - filled < length) {
            block = Arrays.copyOf(block, Math.max(filled + length, block.length * 2));
        }
    }

    private int put(CharSequence text, int at) {
        int length = text.length();
        if (text instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), block, at, length);
        } else {
            // A character that is none of a header becomes a question mark.
            byte[] bytes = text.toString().getBytes(ISO_8859_1);
            System.arraycopy(bytes, 0, block, at, bytes.length);
            return at + bytes.length;
        }
        return at + length;
    }

    /// Adds a line with the first value of another name, if that is there.
    void addCopy(HeaderName from, HeaderName name) {
        int entry = find(from, 0);
        if (entry >= 0) {
            add(name, valueView(entry));
        }
    }

    /// Adds all lines of another, in one piece when they are all as they were added.
    void addAll(HeaderLines other) {
        if (other == this) {
            throw new IllegalArgumentException("headers cannot be added to themselves");
        }
        reserve(other.encodedLength());
        if (other.isPlain()) {
            addPlain(other);
            return;
        }
        for (int entry = other.first(); entry >= 0; entry = other.after(entry)) {
            int start = filled;
            int nameLength = other.nameLength(entry);
            int valueLength = other.valueLength(entry);
            System.arraycopy(other.block, other.start(entry), block, start, nameLength);
            int value = start + nameLength + 2;
            block[value - 2] = ':';
            block[value - 1] = ' ';
            System.arraycopy(other.block, other.entries[entry + VALUE], block, value, valueLength);
            int end = value + valueLength;
            block[end] = '\r';
            block[end + 1] = '\n';
            filled = end + 2;
            enter(block, start, nameLength, value, end, true, null);
        }
    }

    /// Whether the block is the lines that can be sent, all of them and nothing else.
    private boolean isPlain() {
        return length == filled && live * WIDTH == used;
    }

    private void addPlain(HeaderLines other) {
        System.arraycopy(other.block, 0, block, filled, other.filled);
        if (entries.length - used < other.used) {
            entries = Arrays.copyOf(entries, Math.max(used + other.used, used * 2));
        }
        for (int i = 0; i < other.used; i += WIDTH) {
            entries[used + i] = other.entries[i] + (filled << START_SHIFT);
            entries[used + i + KEY] = other.entries[i + KEY];
            entries[used + i + VALUE] = other.entries[i + VALUE] + filled;
            entries[used + i + END] = other.entries[i + END] + filled;
        }
        filled += other.filled;
        used += other.used;
        live += other.live;
        length += other.length;
        repeated |= other.repeated | present & other.present;
        present |= other.present;
        hasOwnHint |= other.hasOwnHint;
    }

    /// Removes every line of that name.
    void remove(CharSequence name) {
        for (int entry = find(name); entry >= 0; entry = findAfter(name, entry)) {
            long bit = bit(entry);
            if (bit != 0) {
                removeAny(bit);
                return;
            }
            removeEntry(entry);
        }
    }

    /// Removes every line of the recognised names of these bits.
    void removeAny(long bits) {
        if (!hasAny(bits)) {
            return;
        }
        for (int entry = 0; entry < used; entry += WIDTH) {
            if ((bit(entry) & bits) != 0 && entries[entry + KEY] != 0) {
                removeEntry(entry);
            }
        }
        present &= ~bits;
        repeated &= ~bits;
    }

    private void removeEntry(int entry) {
        length -= nameLength(entry) + valueLength(entry) + 4;
        entries[entry + KEY] = 0;
        live--;
    }

    void clear() {
        used = 0;
        live = 0;
        length = 0;
        present = 0;
        repeated = 0;
        hasOwnHint = false;
    }

    /// How many bytes [#writeTo] writes.
    int encodedLength() {
        return length;
    }

    /// Writes all lines, each with its end. Neighbours that can be sent as they stand go in one piece.
    ///
    /// @return where they end
    int writeTo(byte[] out, int start) {
        int at = start;
        int from = 0;
        int to = 0;
        for (int entry = first(); entry >= 0; entry = after(entry)) {
            int line = start(entry);
            if (isSendable(entry)) {
                if (line != to) {
                    at = copy(from, to, out, at);
                    from = line;
                }
                to = entries[entry + END] + 2;
            } else {
                at = copy(from, to, out, at);
                from = to;
                at = copy(line, line + nameLength(entry), out, at);
                out[at++] = ':';
                out[at++] = ' ';
                at = copy(entries[entry + VALUE], entries[entry + END], out, at);
                out[at++] = '\r';
                out[at++] = '\n';
            }
        }
        return copy(from, to, out, at);
    }

    private int copy(int from, int to, byte[] out, int at) {
        System.arraycopy(block, from, out, at, to - from);
        return at + to - from;
    }
}
