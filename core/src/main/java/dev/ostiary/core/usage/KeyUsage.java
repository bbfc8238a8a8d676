package dev.ostiary.core.usage;

import dev.ostiary.core.id.KeyId;
import java.time.Instant;
import java.util.Optional;

/// How often a key was let in, and when last. As a batch entry the count is what came since the batch before.
///
/// @param lastAddress where the last of them came from; empty when that is not known
public record KeyUsage(KeyId key, long requests, Instant lastUsedAt, Optional<String> lastAddress) {
    /// Usage from nowhere in particular.
    public KeyUsage(KeyId key, long requests, Instant lastUsedAt) {
        this(key, requests, lastUsedAt, Optional.empty());
    }

    /// Both together: counts added, the later time.
    public KeyUsage plus(KeyUsage other) {
        KeyUsage later = lastUsedAt.isAfter(other.lastUsedAt) ? this : other;
        return new KeyUsage(key, requests + other.requests, later.lastUsedAt, later.lastAddress);
    }
}
