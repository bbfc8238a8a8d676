package dev.ostiary.core.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Segments found by the first bits of a hash, by extendible hashing in a few hundred parts: neighbouring slots of
/// a part may lead to the same segment, a segment that is too full is divided alone, and slots are doubled part by
/// part. Any number of threads may read without locks; one thread writes. A segment that a reader got stays as it
/// is.
final class SegmentTable<S> {
    /// How many bits of a hash tell its part.
    static final int PART_BITS = 8;

    static final int PARTS = 1 << PART_BITS;

    private static final VarHandle PART = MethodHandles.arrayElementVarHandle(Object[][].class);
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    /// Slots are not doubled beyond one for so many entries: hashes that are not spread cannot make them explode.
    private static final int MIN_ENTRIES_PER_SLOT = 8;

    private final Object[][] parts;

    /// A table that has only that segment.
    SegmentTable(S only) {
        parts = new Object[PARTS][];
        Arrays.setAll(parts, _ -> new Object[] {only});
    }

    /// A table of those segments.
    ///
    /// @param parts of each part the segments for the values of the bits that follow, a power of two; become its
    /// own
    SegmentTable(S[][] parts) {
        this.parts = Arrays.copyOf(parts, PARTS, Object[][].class);
    }

    /// The segment for that hash.
    @SuppressWarnings("unchecked") // Nothing but an S is ever put in.
    S at(long hash) {
        Object[] slots = slots(hash);
        return (S) SLOT.getAcquire(slots, index(slots, hash));
    }

    /// Whether that is still the segment for that hash.
    @SuppressWarnings("ReferenceEquality") // An equal one is another one.
    boolean stands(S segment, long hash) {
        return at(hash) == segment;
    }

    /// Puts a segment in the place of the one for that hash.
    void replace(long hash, S segment) {
        Object[] slots = slots(hash);
        int at = index(slots, hash);
        int run = run(slots, at);
        fill(slots, at & -run, run, segment);
    }

    /// Whether the segment for that hash may be divided, in a table of so many entries.
    boolean mayDivide(long hash, long entries) {
        Object[] slots = slots(hash);
        return run(slots, index(slots, hash)) > 1 || (long) slots.length * PARTS * MIN_ENTRIES_PER_SLOT <= entries;
    }

    /// The bit of hashes that the segment for that hash is to be divided by.
    long divider(long hash) {
        Object[] slots = slots(hash);
        int run = run(slots, index(slots, hash));
        int bits = PART_BITS + Integer.numberOfTrailingZeros(slots.length) - Integer.numberOfTrailingZeros(run);
        return Long.MIN_VALUE >>> bits;
    }

    /// Divides the segment for that hash by its [#divider].
    void divide(long hash, S clear, S set) {
        Object[] slots = slots(hash);
        if (run(slots, index(slots, hash)) == 1) {
            slots = doubled(slots);
            PART.setRelease(parts, part(hash), slots);
        }
        int at = index(slots, hash);
        int half = run(slots, at) / 2;
        int start = at & -(2 * half);
        fill(slots, start, half, clear);
        fill(slots, start + half, half, set);
    }

    private Object[] slots(long hash) {
        return (Object[]) PART.getAcquire(parts, part(hash));
    }

    private static int part(long hash) {
        return (int) (hash >>> Long.SIZE - PART_BITS);
    }

    private static int index(Object[] slots, long hash) {
        return (int) (hash << PART_BITS >>> 1 >>> Integer.numberOfLeadingZeros(slots.length) + 32);
    }

    private static void fill(Object[] slots, int from, int length, Object segment) {
        for (int i = from; i < from + length; i++) {
            SLOT.setRelease(slots, i, segment);
        }
    }

    /// How many slots lead to the same segment as that one: a power of two, and they begin at a multiple of it.
    @SuppressWarnings("ReferenceEquality") // Equal ones are not the same.
    private static int run(Object[] slots, int at) {
        Object segment = slots[at];
        int run = 1;
        while (run < slots.length) {
            int start = at & -(2 * run);
            if (slots[start] != segment || slots[start + 2 * run - 1] != segment) {
                return run;
            }
            run *= 2;
        }
        return run;
    }

    private static Object[] doubled(Object[] slots) {
        Object[] doubled = new Object[slots.length * 2];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = slots[i / 2];
        }
        return doubled;
    }
}
