package dev.ostiary.core.access;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyStatus;
import java.time.Instant;

/// What a node keeps of a key in memory: what a decision needs, no more.
///
/// @param name what people call the key, for the upstream
/// @param expiresAtMillis the first millisecond since 1970 at which it is refused; [#NEVER] for none
public record KeyEntry(
        KeyDigest digest,
        KeyId id,
        String name,
        OrganizationId organization,
        KeyBinding binding,
        boolean isRevoked,
        boolean isDisabled,
        long expiresAtMillis) {
    /// The expiry of a key that has none.
    public static final long NEVER = Long.MAX_VALUE;

    /// The entry of a stored key.
    public static KeyEntry of(ApiKey key) {
        return new KeyEntry(
                key.secret().digest(),
                key.id(),
                key.name().value(),
                key.organization(),
                key.binding(),
                key.revokedAt().isPresent(),
                key.disabledAt().isPresent(),
                key.expiresAt().map(Instant::toEpochMilli).orElse(NEVER));
    }

    /// Where the key stands at that millisecond, in the order of [ApiKey#status].
    KeyStatus status(long nowMillis) {
        if (isRevoked) {
            return KeyStatus.REVOKED;
        }
        if (nowMillis >= expiresAtMillis) {
            return KeyStatus.EXPIRED;
        }
        return isDisabled ? KeyStatus.DISABLED : KeyStatus.ACTIVE;
    }
}
