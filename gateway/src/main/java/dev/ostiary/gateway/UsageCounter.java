package dev.ostiary.gateway;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.usage.KeyUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts what keys open on one event loop, until it is taken away to be stored. For that loop's thread only.
final class UsageCounter {
    private Map<KeyId, Count> counts = new HashMap<>();

    void count(KeyId key, Instant now) {
        Count count = counts.get(key);
        if (count == null) {
            count = new Count();
            counts.put(key, count);
        }
        count.requests++;
        count.lastUsedAt = now;
    }

    /// Everything since the last call.
    List<KeyUsage> take() {
        Map<KeyId, Count> taken = counts;
        counts = new HashMap<>();
        List<KeyUsage> batch = new ArrayList<>(taken.size());
        taken.forEach((key, count) -> batch.add(new KeyUsage(key, count.requests, count.lastUsedAt)));
        return batch;
    }

    private static final class Count {
        long requests;
        Instant lastUsedAt = Instant.EPOCH;
    }
}
