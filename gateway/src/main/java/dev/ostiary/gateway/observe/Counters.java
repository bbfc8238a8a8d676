package dev.ostiary.gateway.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Counters that one thread changes and others may read at any time. A read sees a whole value that was there a moment
/// ago; a change costs what it costs in a plain array.
final class Counters {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] cells;

    Counters(int count) {
        this.cells = new long[count];
    }

    /// Adds to a counter. For the one thread only.
    void add(int index, long amount) {
        CELL.setOpaque(cells, index, cells[index] + amount);
    }

    void increment(int index) {
        add(index, 1);
    }

    /// The value of a counter. From any thread.
    long get(int index) {
        return (long) CELL.getOpaque(cells, index);
    }

    /// Adds all counters to those of an array. From any thread.
    void addTo(long[] sums) {
        for (int i = 0; i < cells.length; i++) {
            sums[i] += get(i);
        }
    }
}
