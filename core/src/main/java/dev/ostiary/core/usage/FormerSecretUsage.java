package dev.ostiary.core.usage;

import dev.ostiary.core.key.KeyDigest;
import java.time.Instant;
import java.util.Optional;

/// How often a secret was let in after it had been replaced by another, and when last.
///
/// @param secret by its digest
/// @param lastAddress where the last request came from; empty when that is not known
public record FormerSecretUsage(KeyDigest secret, long requests, Instant lastUsedAt, Optional<String> lastAddress) {
    /// Both together: counts added, the later time and its address.
    public FormerSecretUsage plus(FormerSecretUsage other) {
        FormerSecretUsage later = lastUsedAt.isAfter(other.lastUsedAt) ? this : other;
        return new FormerSecretUsage(secret, requests + other.requests, later.lastUsedAt, later.lastAddress);
    }
}
