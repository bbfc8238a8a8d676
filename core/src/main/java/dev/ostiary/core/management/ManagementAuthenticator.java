package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Pepper;
import java.time.Clock;
import java.util.Optional;

/// Tells who speaks with a management key. Reads the store each time, so an ended key is refused at once. Thread safe.
public final class ManagementAuthenticator {
    private final ManagementKeyStore keys;
    private final Pepper pepper;
    private final Clock clock;

    public ManagementAuthenticator(ManagementKeyStore keys, Pepper pepper, Clock clock) {
        this.keys = keys;
        this.pepper = pepper;
        this.clock = clock;
    }

    /// The actor of that credential; empty when it is not an active management key, whatever the reason.
    ///
    /// @throws dev.ostiary.core.problem.StoreException when the store cannot be asked
    public Optional<Actor> authenticate(String credential) {
        if (!KeyFormat.isIssued(credential, KeyType.MANAGEMENT)) {
            return Optional.empty();
        }
        return keys.findByDigest(new KeyDigester(pepper).digest(credential))
                .filter(key -> key.isActive(clock.instant()))
                .map(ManagementKey::actor);
    }
}
