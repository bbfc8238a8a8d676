package dev.ostiary.gateway.limit;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.limit.RateDecision;
import dev.ostiary.core.limit.RateWindows;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What each limited key has used of its limits on this node. Exact however many threads ask: a key's state is
/// behind a lock of its own, held for some tens of nanoseconds. A state of which nothing is used any more is
/// forgotten when new ones come, so no more are kept than keys were used within their windows.
public final class KeyLimiter {
    /// How many old states are looked at for each new one: more than one, so that they get fewer.
    private static final int LOOKS = 4;

    private final ConcurrentMap<KeyId, Use> uses = new ConcurrentHashMap<>();
    private final ReentrantLock sweeping = new ReentrantLock();
    private final LongSupplier nanos;
    private Iterator<Map.Entry<KeyId, Use>> sweep = uses.entrySet().iterator();

    /// @param nanos a clock that does not go back, such as `System::nanoTime`
    public KeyLimiter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Counts a request of a key, if there is room for it.
    ///
    /// @param limits of the key, as they are now
    public RateDecision take(KeyId key, List<RateLimit> limits) {
        while (true) {
            Use use = uses.get(key);
            if (use == null) {
                sweepSome();
                use = uses.computeIfAbsent(key, _ -> new Use());
            }
            RateDecision decision = use.take(limits, nanos);
            if (decision != null) {
                return decision;
            }
        }
    }

    /// How many states are kept.
    public int size() {
        return uses.size();
    }

    /// Some other thread that sweeps does it well enough.
    private void sweepSome() {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            for (int i = 0; i < LOOKS; i++) {
                if (!sweep.hasNext()) {
                    sweep = uses.entrySet().iterator();
                    return;
                }
                Map.Entry<KeyId, Use> seen = sweep.next();
                if (seen.getValue().endIfUnused(nanos)) {
                    uses.remove(seen.getKey(), seen.getValue());
                }
            }
        } finally {
            sweeping.unlock();
        }
    }

    /// The time is read behind the lock, so that it goes on from one request to the next.
    private static final class Use {
        private final RateWindows windows = new RateWindows();
        private boolean isEnded;

        /// Null when the state is no longer the key's.
        synchronized @Nullable RateDecision take(List<RateLimit> limits, LongSupplier nanos) {
            return isEnded ? null : windows.take(limits, nanos.getAsLong());
        }

        synchronized boolean endIfUnused(LongSupplier nanos) {
            isEnded |= windows.isUnused(nanos.getAsLong());
            return isEnded;
        }
    }
}
