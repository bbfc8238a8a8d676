package dev.ostiary.gateway.limit;

import dev.ostiary.core.address.InternetAddress;

/// How many wrong credentials came from each address: a token bucket each, of an IPv6 network of 64 bits together,
/// since one client has all of it. The table has a fixed size; a new address takes the place of the one of its row
/// that can be forgotten first, so no number of addresses makes it grow. Rows are chosen by a hash that nobody
/// outside can know. Thread safe.
public final class FailureLimiter {
    private static final long SECOND = 1_000_000_000;
    private static final int ROWS = 4096;
    private static final int PLACES = 4;
    private static final int LOCKS = 64;

    private final boolean isOff;
    private final long step;
    private final long burst;
    private final long seed;
    private final long[] high = new long[ROWS * PLACES];
    private final long[] low = new long[ROWS * PLACES];
    /// When the address's bucket is full again.
    private final long[] fullAt = new long[ROWS * PLACES];
    private final boolean[] isTaken = new boolean[ROWS * PLACES];
    private final Object[] locks = new Object[LOCKS];

    /// @param burst how many may come at once
    /// @param perSecond how many more each second; 0 for no limit at all
    /// @param seed random
    public FailureLimiter(int burst, int perSecond, long seed) {
        this.isOff = perSecond == 0;
        this.step = SECOND / Math.max(1, perSecond);
        this.burst = step * burst;
        this.seed = seed;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /// Counts a wrong credential.
    ///
    /// @param now of a clock that does not go back, in nanoseconds
    /// @return 0 when it is within the limit, or else how many seconds until one more is, rounded up
    public long count(InternetAddress address, long now) {
        if (isOff) {
            return 0;
        }
        long addressLow = address.isV4() ? address.low() : 0;
        int row = row(address.high(), addressLow);
        synchronized (locks[row % LOCKS]) {
            int place = place(row * PLACES, address.high(), addressLow, now);
            long used = Math.max(0, fullAt[place] - now) + step;
            if (used > burst) {
                return Math.ceilDiv(used - burst, SECOND);
            }
            fullAt[place] = now + used;
            return 0;
        }
    }

    private int place(int from, long addressHigh, long addressLow, long now) {
        int oldest = from;
        for (int i = from; i < from + PLACES; i++) {
            if (!isTaken[i]) {
                oldest = i;
                break;
            }
            if (high[i] == addressHigh && low[i] == addressLow) {
                return i;
            }
            if (fullAt[i] - fullAt[oldest] < 0) {
                oldest = i;
            }
        }
        isTaken[oldest] = true;
        high[oldest] = addressHigh;
        low[oldest] = addressLow;
        fullAt[oldest] = now;
        return oldest;
    }

    private int row(long addressHigh, long addressLow) {
        long hash = (addressHigh ^ seed) * 0x9E37_79B9_7F4A_7C15L;
        hash = (hash ^ hash >>> 32 ^ addressLow) * 0xBF58_476D_1CE4_E5B9L;
        hash = (hash ^ hash >>> 29 ^ seed) * 0x94D0_49BB_1331_11EBL;
        return (int) (hash >>> 40) & ROWS - 1;
    }
}
