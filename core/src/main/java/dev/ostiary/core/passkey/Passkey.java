package dev.ostiary.core.passkey;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.PasskeyId;
import java.time.Instant;
import java.util.Optional;

/// A key on a person's device. Only its public half is known here.
///
/// @param credentialId what the device calls it, in base64url
/// @param publicKey its public half with what the device says of itself, in base64url
/// @param counter how often the device has signed, if it counts; 0 if not
/// @param isSynced whether the device may give it to the person's other devices
/// @param isSuspect whether its counter once went back, as that of a copy does
public record Passkey(
        PasskeyId id,
        AccountId account,
        DisplayName name,
        String credentialId,
        String publicKey,
        long counter,
        boolean isSynced,
        boolean isSuspect,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {
    /// Whether a device that says it has signed so often is not the one that signed last.
    boolean isCopied(long newCounter) {
        return (newCounter != 0 || counter != 0) && newCounter <= counter;
    }

    /// The same passkey, used then.
    public Passkey used(long newCounter, Instant at) {
        return new Passkey(
                id,
                account,
                name,
                credentialId,
                publicKey,
                Math.max(counter, newCounter),
                isSynced,
                isSuspect || isCopied(newCounter),
                createdAt,
                Optional.of(at));
    }
}
