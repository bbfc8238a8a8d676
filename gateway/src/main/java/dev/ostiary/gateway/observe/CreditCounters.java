package dev.ostiary.gateway.observe;

import java.util.concurrent.atomic.LongAdder;

/// What became of credits on this node. From any thread.
public final class CreditCounters {
    private final LongAdder spent = new LongAdder();
    private final LongAdder owed = new LongAdder();
    private final LongAdder overdrawn = new LongAdder();

    /// Calls cost so many; negative for what was given back.
    public void spent(long credits) {
        spent.add(credits);
    }

    /// Calls were let in for so many while the store could not be asked.
    public void owed(long credits) {
        owed.add(credits);
    }

    /// Of what was owed, so many were not there.
    public void overdrawn(long credits) {
        overdrawn.add(credits);
    }

    long spent() {
        return spent.sum();
    }

    long owed() {
        return owed.sum();
    }

    long overdrawn() {
        return overdrawn.sum();
    }
}
