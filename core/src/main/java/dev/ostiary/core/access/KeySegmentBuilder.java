package dev.ostiary.core.access;

import dev.ostiary.core.key.KeyDigest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Collects keys for a [KeySegment]. For one thread, which may use it again and again.
final class KeySegmentBuilder {
    /// Words as eight bytes, the lowest first, as [KeySegment#byteAt] takes them apart.
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long[] rows = new long[8 * KeySegment.ROW];
    private long[] tags = new long[8];
    private byte[] lengths = new byte[8];
    private byte[] names = new byte[128];
    /// The lengths and names of a segment that is read or made.
    private byte[] texts = new byte[256];
    private int count;
    private int namesEnd;

    /// Forgets all keys.
    KeySegmentBuilder clear() {
        count = 0;
        namesEnd = 0;
        return this;
    }

    /// Adds a key.
    ///
    /// @param shared the number of what it has in the [SharedTable]
    KeySegmentBuilder add(PackedKey key, int shared) {
        int row = reserve(key.name().length);
        KeyDigest digest = key.digest();
        PackedText publicId = key.publicId() == null ? PackedText.NONE : key.publicId();
        tags[count] = digest.first() & KeySegment.TAG_MASK;
        rows[row] = digest.first() & ~KeySegment.TAG_MASK | shared & KeySegment.TAG_MASK;
        rows[row + 1] = digest.second();
        rows[row + 2] = digest.third();
        rows[row + 3] = digest.fourth();
        rows[row + KeySegment.STATE] =
                PackedKey.state(key.state(), key.id().rest(), publicId.rest(), shared >>> KeySegment.TAG_BITS);
        rows[row + KeySegment.ID] = key.id().first();
        rows[row + KeySegment.ID + 1] = key.id().second();
        rows[row + KeySegment.PUBLIC_ID] = publicId.first();
        rows[row + KeySegment.PUBLIC_ID + 1] = publicId.second();
        System.arraycopy(key.name(), 0, names, namesEnd, key.name().length);
        added(key.name().length);
        return this;
    }

    /// Adds the keys of a segment from one to another.
    KeySegmentBuilder add(long[] segment, int from, int to) {
        readTexts(segment);
        int name = KeySegment.count(segment);
        for (int i = 0; i < to; i++) {
            int length = texts[i] & 0xFF;
            if (i >= from) {
                add(segment, i, name, length);
            }
            name += length;
        }
        return this;
    }

    /// Adds the keys of a segment whose digests' first words have that bit set, or have it not.
    KeySegmentBuilder addHalf(long[] segment, long bit, boolean isSet) {
        readTexts(segment);
        int name = KeySegment.count(segment);
        for (int i = 0; i < KeySegment.count(segment); i++) {
            int length = texts[i] & 0xFF;
            if ((segment[KeySegment.row(segment, i)] & bit) != 0 == isSet) {
                add(segment, i, name, length);
            }
            name += length;
        }
        return this;
    }

    private void readTexts(long[] segment) {
        int at = KeySegment.names(segment);
        int words = segment.length - at;
        widenTexts(words);
        for (int word = 0; word < words; word++) {
            WORDS.set(texts, word * Long.BYTES, segment[at + word]);
        }
    }

    private void widenTexts(int words) {
        if (words * Long.BYTES > texts.length) {
            texts = new byte[words * Long.BYTES * 3 / 2];
        }
    }

    private void add(long[] segment, int i, int name, int length) {
        int row = reserve(length);
        System.arraycopy(segment, KeySegment.row(segment, i), rows, row, KeySegment.ROW);
        tags[count] = KeySegment.tag(segment, i);
        System.arraycopy(texts, name, names, namesEnd, length);
        added(length);
    }

    /// The segment of all keys that were added.
    long[] build() {
        int rowsAt = KeySegment.rows(count);
        int namesAt = rowsAt + count * KeySegment.ROW;
        long[] segment = new long[namesAt + (count + namesEnd + Long.BYTES - 1) / Long.BYTES];
        segment[0] = count;
        for (int i = 0; i < count; i++) {
            segment[KeySegment.TAGS + i / KeySegment.TAGS_PER_WORD] |=
                    tags[i] << i % KeySegment.TAGS_PER_WORD * KeySegment.TAG_BITS;
        }
        System.arraycopy(rows, 0, segment, rowsAt, count * KeySegment.ROW);
        int words = segment.length - namesAt;
        widenTexts(words);
        System.arraycopy(lengths, 0, texts, 0, count);
        System.arraycopy(names, 0, texts, count, namesEnd);
        Arrays.fill(texts, count + namesEnd, words * Long.BYTES, (byte) 0);
        for (int word = 0; word < words; word++) {
            segment[namesAt + word] = (long) WORDS.get(texts, word * Long.BYTES);
        }
        return segment;
    }

    /// The segments of all keys by the bits of their digests' first words that follow the first `skipped`, in
    /// order.
    long[][] build(int skipped, int bits) {
        int[] starts = new int[(1 << bits) + 1];
        int[] names = new int[count];
        int name = 0;
        for (int i = 0; i < count; i++) {
            starts[part(i, skipped, bits) + 1]++;
            names[i] = name;
            name += lengths[i] & 0xFF;
        }
        for (int part = 0; part < 1 << bits; part++) {
            starts[part + 1] += starts[part];
        }
        int[] order = new int[count];
        int[] ends = starts.clone();
        for (int i = 0; i < count; i++) {
            order[ends[part(i, skipped, bits)]++] = i;
        }
        KeySegmentBuilder one = new KeySegmentBuilder();
        long[][] segments = new long[1 << bits][];
        for (int part = 0; part < segments.length; part++) {
            one.clear();
            for (int at = starts[part]; at < starts[part + 1]; at++) {
                one.add(this, order[at], names[order[at]]);
            }
            segments[part] = one.build();
        }
        return segments;
    }

    private int part(int i, int skipped, int bits) {
        return (int) (rows[i * KeySegment.ROW] << skipped >>> 1 >>> Long.SIZE - 1 - bits);
    }

    private void add(KeySegmentBuilder from, int i, int name) {
        int length = from.lengths[i] & 0xFF;
        int row = reserve(length);
        System.arraycopy(from.rows, i * KeySegment.ROW, rows, row, KeySegment.ROW);
        tags[count] = from.tags[i];
        System.arraycopy(from.names, name, names, namesEnd, length);
        added(length);
    }

    private void added(int nameLength) {
        lengths[count] = (byte) nameLength;
        namesEnd += nameLength;
        count++;
    }

    /// Makes room for a key; answers where its row begins.
    private int reserve(int nameBytes) {
        if (count == tags.length) {
            int wider = count + count / 2;
            rows = Arrays.copyOf(rows, wider * KeySegment.ROW);
            tags = Arrays.copyOf(tags, wider);
            lengths = Arrays.copyOf(lengths, wider);
        }
        if (namesEnd + nameBytes > names.length) {
            names = Arrays.copyOf(names, (namesEnd + nameBytes) * 3 / 2);
        }
        return count * KeySegment.ROW;
    }
}
