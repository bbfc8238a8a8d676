package dev.ostiary.core.key;

import dev.ostiary.core.id.KeyId;
import java.time.Instant;

/// A secret of a key in whose place another was put.
///
/// @param acceptedUntil the instant from which it is refused
public record ReplacedSecret(KeyId key, StoredSecret secret, Instant replacedAt, Instant acceptedUntil) {
    /// Whether it still opens what its key opens.
    public boolean isAccepted(Instant now) {
        return now.isBefore(acceptedUntil);
    }

    /// The same secret, accepted until then at most.
    public ReplacedSecret until(Instant latest) {
        return latest.isBefore(acceptedUntil) ? new ReplacedSecret(key, secret, replacedAt, latest) : this;
    }
}
