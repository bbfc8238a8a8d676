package dev.ostiary.core.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What keys lead to by a number: their terms, equal ones once for all keys that have them, and whole entries. Any
/// number of threads may read; one thread writes.
///
/// A number is given away anew when no key leads to it. So a reader who got it from a segment must see that the segment
/// still stands after it has looked here.
final class SharedTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int STRIPES = 256;

    private volatile Object[][] chunks = new Object[0][];

    // The writer's own: numbers by terms, in many small maps, so that none takes long to grow; and how many keys lead
    // to
    // each number, or, of one that nobody uses, the complement of the next such.
    private final Map<KeyTerms, Integer>[] numbers = stripes();
    private int[][] uses = new int[0][];
    private int end;
    private int free = -1;

    /// What has that number; null for nothing.
    @Nullable
    Object at(int number) {
        return SLOT.getAcquire(chunks[number >>> CHUNK_BITS], number & CHUNK - 1);
    }

    /// The number for terms, or for a whole entry, that one key more leads to.
    int take(Object shared) {
        if (!(shared instanceof KeyTerms terms)) {
            return put(shared);
        }
        Map<KeyTerms, Integer> stripe = stripe(terms);
        Integer known = stripe.get(terms);
        if (known != null) {
            uses[known >>> CHUNK_BITS][known & CHUNK - 1]++;
            return known;
        }
        int number = put(terms);
        stripe.put(terms, number);
        return number;
    }

    /// Takes note that a key leads to that number no more.
    void release(int number) {
        int[] chunk = uses[number >>> CHUNK_BITS];
        int at = number & CHUNK - 1;
        if (--chunk[at] == 0) {
            if (at(number) instanceof KeyTerms terms) {
                stripe(terms).remove(terms);
            }
            SLOT.setRelease(chunks[number >>> CHUNK_BITS], at, null);
            chunk[at] = ~free;
            free = number;
        }
    }

    private int put(Object shared) {
        int number = free;
        if (number >= 0) {
            free = ~uses[number >>> CHUNK_BITS][number & CHUNK - 1];
        } else {
            number = end++;
            if (number >>> CHUNK_BITS == chunks.length) {
                addChunk();
            }
        }
        uses[number >>> CHUNK_BITS][number & CHUNK - 1] = 1;
        SLOT.setRelease(chunks[number >>> CHUNK_BITS], number & CHUNK - 1, shared);
        return number;
    }

    private void addChunk() {
        Object[][] more = Arrays.copyOf(chunks, chunks.length + 1);
        more[chunks.length] = new Object[CHUNK];
        uses = Arrays.copyOf(uses, more.length);
        uses[chunks.length] = new int[CHUNK];
        chunks = more;
    }

    private Map<KeyTerms, Integer> stripe(KeyTerms terms) {
        int hash = terms.hashCode();
        return numbers[(hash ^ hash >>> 16) * 0x9E37_79B9 >>> 24];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
    private static Map<KeyTerms, Integer>[] stripes() {
        Map<KeyTerms, Integer>[] all = new Map[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            all[i] = new HashMap<>();
        }
        return all;
    }
}
