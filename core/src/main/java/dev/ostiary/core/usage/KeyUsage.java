package dev.ostiary.core.usage;

import dev.ostiary.core.id.KeyId;
import java.time.Instant;

/// How often a key was let in, and when last. As a batch entry the count is what came since the batch before.
public record KeyUsage(KeyId key, long requests, Instant lastUsedAt) {
    /// Both together: counts added, the later time.
    public KeyUsage plus(KeyUsage other) {
        Instant later = lastUsedAt.isAfter(other.lastUsedAt) ? lastUsedAt : other.lastUsedAt;
        return new KeyUsage(key, requests + other.requests, later);
    }
}
