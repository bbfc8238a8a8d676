package dev.ostiary.gateway.observe;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Carries entries from one thread to one other, in order, without either waiting. Bounded.
final class AccessRing {
    private final AtomicReferenceArray<@Nullable AccessEntry> slots;
    private final int mask;
    private int head;
    private int tail;

    /// @param capacity a power of two
    AccessRing(int capacity) {
        this.slots = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
    }

    /// Adds an entry, unless the ring is full. For the one thread.
    boolean offer(AccessEntry entry) {
        int slot = head & mask;
        if (slots.getAcquire(slot) != null) {
            return false;
        }
        slots.setRelease(slot, entry);
        head++;
        return true;
    }

    /// Takes the oldest entry; null when there is none. For the other thread.
    @Nullable
    AccessEntry poll() {
        int slot = tail & mask;
        AccessEntry entry = slots.getAcquire(slot);
        if (entry != null) {
            slots.setRelease(slot, null);
            tail++;
        }
        return entry;
    }
}
