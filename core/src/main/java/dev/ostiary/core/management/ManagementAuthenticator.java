package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Pepper;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells who speaks with a management key. Reads the store each time, so an ended key is refused at once. Thread safe.
public final class ManagementAuthenticator {
    private final ManagementKeyStore keys;
    private final Supplier<List<Pepper>> peppers;
    private final Clock clock;

    /// @param peppers those that stored digests may have in them
    public ManagementAuthenticator(ManagementKeyStore keys, Supplier<List<Pepper>> peppers, Clock clock) {
        this.keys = keys;
        this.peppers = peppers;
        this.clock = clock;
    }

    /// The actor of that credential; empty when it is not an active management key, whatever the reason.
    ///
    /// @throws dev.ostiary.core.problem.StoreException when the store cannot be asked
    public Optional<Actor> authenticate(String credential) {
        if (!KeyFormat.isIssued(credential, KeyType.MANAGEMENT)) {
            return Optional.empty();
        }
        return peppers.get().stream()
                .flatMap(pepper -> keys.findByDigest(new KeyDigester(pepper).digest(credential)).stream())
                .findFirst()
                .filter(key -> key.isActive(clock.instant()))
                .map(ManagementKey::actor);
    }
}
