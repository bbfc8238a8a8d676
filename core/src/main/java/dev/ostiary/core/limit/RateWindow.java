package dev.ostiary.core.limit;

import dev.ostiary.core.key.RateLimit;
import java.math.BigInteger;

/// What is used of one rate limit, by the generic cell rate algorithm (ITU-T I.371, annex A): it keeps the instant
/// at which nothing is used any more, and each request moves that on by window / requests. All requests may come at
/// once; then they are given back one by one. That step is no whole number of nanoseconds, so the rest is kept too,
/// in parts of one divided by the number of requests: nothing is rounded and nothing drifts. Not thread safe.
///
/// Times are nanoseconds of any clock that does not go back, such as `System.nanoTime()`; only differences are
/// used.
final class RateWindow {
    private final RateLimit limit;
    private final long requests;
    private final long window;
    private final long step;
    private final long stepRest;
    private long unusedAt;
    private long unusedAtRest;

    /// A limit of which nothing is used.
    RateWindow(RateLimit limit, long now) {
        this.limit = limit;
        this.requests = limit.requests();
        this.window = limit.window().toNanos();
        this.step = window / requests;
        this.stepRest = window % requests;
        this.unusedAt = now;
    }

    RateLimit limit() {
        return limit;
    }

    /// The same use of another limit: as many requests as are used now, or all that it has.
    RateWindow of(RateLimit other, long now) {
        RateWindow next = new RateWindow(other, now);
        long used = Math.min(used(now), next.requests);
        next.unusedAt = now + next.wholePart(used);
        next.unusedAtRest = next.restPart(used);
        return next;
    }

    /// How long until there is room for one more; 0 when there is.
    long nanosUntilRoom(long now) {
        long rest = usedRest(now) + stepRest;
        long carry = rest >= requests ? 1 : 0;
        long over = usedNanos(now) + step + carry - window;
        long up = rest - carry * requests > 0 ? 1 : 0;
        return Math.max(0, over + up);
    }

    /// Counts a request that there is room for.
    void take(long now) {
        long rest = usedRest(now) + stepRest;
        long carry = rest >= requests ? 1 : 0;
        unusedAt = now + usedNanos(now) + step + carry;
        unusedAtRest = rest - carry * requests;
    }

    /// How many requests there is room for.
    long remaining(long now) {
        return quotient(window - usedNanos(now), -usedRest(now));
    }

    /// How long until one more of the used requests is given back; 0 when none is used.
    long nanosUntilMore(long now) {
        if (isUnused(now)) {
            return 0;
        }
        long more = remaining(now) + 1;
        long rest = usedRest(now) + restPart(more);
        long carry = rest >= requests ? 1 : 0;
        long up = rest - carry * requests > 0 ? 1 : 0;
        return usedNanos(now) - window + wholePart(more) + carry + up;
    }

    /// Whether nothing is used.
    boolean isUnused(long now) {
        return usedNanos(now) == 0 && usedRest(now) == 0;
    }

    private long used(long now) {
        return requests - remaining(now);
    }

    private long usedNanos(long now) {
        return Math.max(0, unusedAt - now);
    }

    private long usedRest(long now) {
        return unusedAt - now < 0 ? 0 : unusedAtRest;
    }

    /// That many steps, in whole nanoseconds.
    private long wholePart(long count) {
        return count * step + count * stepRest / requests;
    }

    /// What that many steps have beyond it.
    private long restPart(long count) {
        return count * stepRest % requests;
    }

    /// How many steps fit in that time, rounded down.
    private long quotient(long nanos, long rest) {
        long product = nanos * requests;
        if (Math.multiplyHigh(nanos, requests) == 0 && product >= 0) {
            return Math.floorDiv(product + rest, window);
        }
        BigInteger exact = BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(requests));
        return exact.add(BigInteger.valueOf(rest))
                .divide(BigInteger.valueOf(window))
                .longValueExact();
    }
}
