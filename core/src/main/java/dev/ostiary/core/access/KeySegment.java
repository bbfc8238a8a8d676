package dev.ostiary.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;

/// Some dozens of keys in one array, which never changes: what a reader sees of a key is of one piece. A look-up
/// touches two places of it, the tags at the beginning and the row of the key.
///
/// In order: the number of keys; a tag of 16 bits for each, the last bits of its digest's first word; a row of
/// [#ROW] words for each; the lengths of the names, a byte each, and the names.
///
/// A row: the digest's first word, but for the last 16 bits, where those of the number of its terms stand; the
/// three other words; the state, with the rest of that number; two words of the identifier, and two of the public
/// id.
final class KeySegment {
    /// How many words a row has.
    static final int ROW = 9;

    /// How many bits of a digest an index of other values knows it by.
    static final int PREFIX_BITS = 36;

    static final int TAG_BITS = 16;
    static final long TAG_MASK = (1L << TAG_BITS) - 1;
    static final int TAGS_PER_WORD = Long.SIZE / TAG_BITS;
    static final int TAGS = 1;

    static final int STATE = 4;
    static final int ID = 5;
    static final int PUBLIC_ID = 7;

    /// A segment without keys.
    static final long[] EMPTY = {0};

    private static final long EVERY_TAG = 0x0001_0001_0001_0001L;

    private KeySegment() {}

    /// The first bits of a digest, given its first word.
    static long prefix(long first) {
        return first >>> Long.SIZE - PREFIX_BITS;
    }

    static int count(long[] segment) {
        return (int) segment[0];
    }

    /// Where the key of that digest stands; -1 for nowhere. Words are compared all or none.
    static int find(long[] segment, KeyDigest digest) {
        int count = count(segment);
        long first = digest.first();
        long tags = (first & TAG_MASK) * EVERY_TAG;
        int rows = rows(count);
        for (int word = TAGS; word < rows; word++) {
            long differing = segment[word] ^ tags;
            long equal = differing - EVERY_TAG & ~differing & EVERY_TAG << TAG_BITS - 1;
            while (equal != 0) {
                int i = (word - TAGS) * TAGS_PER_WORD + Long.numberOfTrailingZeros(equal) / TAG_BITS;
                if (i < count && isAt(segment, rows + i * ROW, digest)) {
                    return i;
                }
                equal &= equal - 1;
            }
        }
        return -1;
    }

    private static boolean isAt(long[] segment, int row, KeyDigest digest) {
        long difference = (segment[row] ^ digest.first()) >>> TAG_BITS
                | segment[row + 1] ^ digest.second()
                | segment[row + 2] ^ digest.third()
                | segment[row + 3] ^ digest.fourth();
        return difference == 0;
    }

    /// Where the key of that identifier stands, whose digest begins so; -1 for nowhere.
    static int findId(long[] segment, long prefix, PackedText id) {
        for (int i = 0; i < count(segment); i++) {
            if (prefix(segment[row(segment, i)]) == prefix && id(segment, i).equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /// Where the next key stands, at `from` or behind, whose digest begins so and that has that public id; -1 for
    /// nowhere.
    static int findPublicId(long[] segment, int from, long prefix, PackedText publicId) {
        for (int i = from; i < count(segment); i++) {
            if (prefix(segment[row(segment, i)]) == prefix
                    && publicId(segment, i).equals(publicId)) {
                return i;
            }
        }
        return -1;
    }

    static KeyDigest digest(long[] segment, int i) {
        int row = row(segment, i);
        return new KeyDigest(
                segment[row] & ~TAG_MASK | tag(segment, i), segment[row + 1], segment[row + 2], segment[row + 3]);
    }

    static long tag(long[] segment, int i) {
        return segment[TAGS + i / TAGS_PER_WORD] >>> i % TAGS_PER_WORD * TAG_BITS & TAG_MASK;
    }

    static long state(long[] segment, int i) {
        return segment[row(segment, i) + STATE];
    }

    /// The number of what a key has in the [SharedTable].
    static int shared(long[] segment, int i) {
        int row = row(segment, i);
        return (int) (segment[row] & TAG_MASK) | PackedKey.sharedRest(segment[row + STATE]) << TAG_BITS;
    }

    static PackedText id(long[] segment, int i) {
        int row = row(segment, i);
        return new PackedText(segment[row + ID], segment[row + ID + 1], PackedKey.idRest(segment[row + STATE]));
    }

    static PackedText publicId(long[] segment, int i) {
        int row = row(segment, i);
        return new PackedText(
                segment[row + PUBLIC_ID], segment[row + PUBLIC_ID + 1], PackedKey.publicRest(segment[row + STATE]));
    }

    static KeyId keyId(long[] segment, int i) {
        return new KeyId(id(segment, i).id());
    }

    static String name(long[] segment, int i) {
        return new String(nameBytes(segment, i), UTF_8);
    }

    /// The name in UTF-8.
    static byte[] nameBytes(long[] segment, int i) {
        int lengths = names(segment);
        int start = count(segment);
        for (int before = 0; before < i; before++) {
            start += byteAt(segment, lengths, before) & 0xFF;
        }
        byte[] name = new byte[byteAt(segment, lengths, i) & 0xFF];
        for (int at = 0; at < name.length; at++) {
            name[at] = byteAt(segment, lengths, start + at);
        }
        return name;
    }

    /// Where the row of a key begins.
    static int row(long[] segment, int i) {
        return rows(count(segment)) + i * ROW;
    }

    /// Where the rows begin, of so many keys.
    static int rows(int count) {
        return TAGS + (count + TAGS_PER_WORD - 1) / TAGS_PER_WORD;
    }

    /// Where the names begin.
    static int names(long[] segment) {
        return row(segment, count(segment));
    }

    static byte byteAt(long[] segment, int base, int at) {
        return (byte) (segment[base + (at >>> 3)] >>> (at & 7) * Byte.SIZE);
    }
}
