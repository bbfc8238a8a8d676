package dev.ostiary.core.management;

import dev.ostiary.core.account.PersonActors;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Pepper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells who speaks with a management key, and what that may be. Reads the store each time, so an ended key is refused
/// at once, and one whose maker may do less now may do less. Thread safe.
public final class ManagementAuthenticator {
    /// How exactly it is noted when a key was used last.
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final ManagementKeyStore keys;
    private final KeyRights rights;
    private final Supplier<List<Pepper>> peppers;
    private final Clock clock;

    /// @param persons tells what makers of keys may do now
    /// @param peppers those that stored digests may have in them
    public ManagementAuthenticator(
            ManagementKeyStore keys, PersonActors persons, Supplier<List<Pepper>> peppers, Clock clock) {
        this.keys = keys;
        this.rights = new KeyRights(keys, persons);
        this.peppers = peppers;
        this.clock = clock;
    }

    /// The actor of that credential; empty when it is not an active management key, whatever the reason. A key
    /// whose maker may do nothing of what it is for any more is not active.
    ///
    /// @throws dev.ostiary.core.problem.StoreException when the store cannot be asked
    public Optional<Actor> authenticate(String credential) {
        if (!KeyFormat.isIssued(credential, KeyType.MANAGEMENT)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return peppers.get().stream()
                .flatMap(pepper -> keys.findByDigest(new KeyDigester(pepper).digest(credential)).stream())
                .findFirst()
                .flatMap(key -> rights.of(key, now).map(right -> actor(key, right, now)));
    }

    private Actor actor(ManagementKey key, KeyRights.Right right, Instant now) {
        if (key.lastUsedAt().isEmpty() || key.lastUsedAt().get().isBefore(now.minus(PRECISION))) {
            keys.used(key.id(), now.truncatedTo(ChronoUnit.MILLIS));
        }
        return key.actor(right.grants()).by(right.proof());
    }
}
