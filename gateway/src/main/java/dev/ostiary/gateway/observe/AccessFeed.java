package dev.ostiary.gateway.observe;

/// Picks the requests of one event loop that are written down. It never waits: what the writer cannot take is
/// dropped and counted. For that loop's thread.
final class AccessFeed {
    /// Why a line was not written.
    enum Dropped {
        /// More was refused, or failed, than is written in a second.
        CAPPED,
        /// The writer was too far behind.
        FULL
    }

    private static final int CAPACITY = 16 * 1024;

    private final boolean isOn;
    private final double successRate;
    private final PerSecond refusals;
    private final PerSecond failures;
    private final AccessRing ring;
    private final EnumCounters<Dropped> dropped = new EnumCounters<>(Dropped.class);
    /// What part of a line is due; successes are picked at even distances.
    private double due;

    /// @param cap this loop's share of it
    AccessFeed(AccessLogSettings settings, int cap) {
        long now = System.nanoTime();
        this.isOn = settings.isOn();
        this.successRate = settings.successRate();
        this.refusals = new PerSecond(cap, now);
        this.failures = new PerSecond(cap, now);
        this.ring = new AccessRing(isOn ? CAPACITY : 1);
    }

    boolean isOn() {
        return isOn;
    }

    AccessRing ring() {
        return ring;
    }

    /// How many lines were dropped for that reason. From any thread.
    long dropped(Dropped why) {
        return dropped.get(why);
    }

    void add(RequestRecord request, long durationNanos) {
        if (request.isSuccess()) {
            if (!isPicked()) {
                return;
            }
        } else {
            PerSecond budget = request.isFailure() ? failures : refusals;
            if (!budget.tryPass(request.startNanos + durationNanos)) {
                dropped.increment(Dropped.CAPPED);
                return;
            }
        }
        if (!ring.offer(AccessEntry.of(request, durationNanos))) {
            dropped.increment(Dropped.FULL);
        }
    }

    private boolean isPicked() {
        due += successRate;
        if (due < 1) {
            return false;
        }
        due -= 1;
        return true;
    }
}
