package dev.ostiary.core.access;

import java.util.Arrays;

/// Leads from the hash of an identifier or public id to the first bits of the digest that the key stands under:
/// eight bytes a key. An answer is a guess to be checked at the key itself. One thread writes, any number read.
///
/// A cell is the first bits of the hash, then those of the digest.
final class PrefixIndex {
    private static final int HASH_BITS = Long.SIZE - KeySegment.PREFIX_BITS;
    private static final int MAX_CELLS = 64;

    private final SegmentTable<long[]> table;
    private long size;

    PrefixIndex() {
        table = new SegmentTable<>(new long[0]);
    }

    private PrefixIndex(long[][][] parts, long size) {
        this.table = new SegmentTable<>(parts);
        this.size = size;
    }

    /// Collects cells, from which an index is made at once.
    static final class Load {
        private final long[][] parts = new long[SegmentTable.PARTS][16];
        private final int[] counts = new int[SegmentTable.PARTS];

        void add(long hash, long prefix) {
            int part = (int) (hash >>> Long.SIZE - SegmentTable.PART_BITS);
            if (counts[part] == parts[part].length) {
                parts[part] = Arrays.copyOf(parts[part], counts[part] * 3 / 2);
            }
            parts[part][counts[part]++] = cell(hash, prefix);
        }

        /// @param bits of hashes by which each part is divided
        PrefixIndex index(int bits) {
            long[][][] divided = new long[SegmentTable.PARTS][][];
            long size = 0;
            for (int part = 0; part < divided.length; part++) {
                divided[part] = divided(parts[part], counts[part], bits);
                size += counts[part];
                parts[part] = new long[0];
            }
            return new PrefixIndex(divided, size);
        }

        private static long[][] divided(long[] cells, int count, int bits) {
            int[] sizes = new int[1 << bits];
            for (int i = 0; i < count; i++) {
                sizes[slot(cells[i], bits)]++;
            }
            long[][] slots = new long[1 << bits][];
            Arrays.setAll(slots, slot -> new long[sizes[slot]]);
            for (int i = 0; i < count; i++) {
                int slot = slot(cells[i], bits);
                slots[slot][--sizes[slot]] = cells[i];
            }
            return slots;
        }

        private static int slot(long cell, int bits) {
            return (int) (cell << SegmentTable.PART_BITS >>> 1 >>> Long.SIZE - 1 - bits);
        }
    }

    /// The cells for that hash, to be asked with [#next]. They do not change.
    long[] cells(long hash) {
        return table.at(hash);
    }

    /// Whether these are still the cells for that hash.
    boolean stand(long[] cells, long hash) {
        return table.stands(cells, hash);
    }

    /// Where the next guess for that hash stands, at `from` or behind; -1 for nowhere.
    static int next(long[] cells, int from, long hash) {
        long wanted = hash >>> Long.SIZE - HASH_BITS;
        for (int i = from; i < cells.length; i++) {
            if (cells[i] >>> KeySegment.PREFIX_BITS == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// The first bits of the digest that a cell leads to.
    static long prefix(long cell) {
        return cell & (1L << KeySegment.PREFIX_BITS) - 1;
    }

    void add(long hash, long prefix) {
        size++;
        long[] before = table.at(hash);
        long[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = cell(hash, prefix);
        table.replace(hash, after);
        while (table.at(hash).length > MAX_CELLS && table.mayDivide(hash, size)) {
            long bit = table.divider(hash);
            long[] full = table.at(hash);
            table.divide(hash, half(full, bit, 0), half(full, bit, bit));
        }
    }

    /// Takes one such cell out, if there is one.
    void remove(long hash, long prefix) {
        long[] before = table.at(hash);
        long cell = cell(hash, prefix);
        for (int i = 0; i < before.length; i++) {
            if (before[i] == cell) {
                long[] after = Arrays.copyOf(before, before.length - 1);
                System.arraycopy(before, i + 1, after, i, after.length - i);
                table.replace(hash, after);
                size--;
                return;
            }
        }
    }

    private static long[] half(long[] cells, long bit, long wanted) {
        return Arrays.stream(cells).filter(cell -> (cell & bit) == wanted).toArray();
    }

    private static long cell(long hash, long prefix) {
        return hash >>> Long.SIZE - HASH_BITS << KeySegment.PREFIX_BITS | prefix;
    }
}
