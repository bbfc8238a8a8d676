package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.KeyDigest;

/// A secret that was replaced by another of the same key.
///
/// @param acceptedUntilMillis the first millisecond since 1970 at which it is refused
public record RetiredSecret(KeyDigest digest, KeyId key, long acceptedUntilMillis) {}
