package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Gives a key another secret. Everything else of the key stays, its public id too, and its limits are counted for
/// both secrets together. The present secret is accepted for a grace and never past the expiry that the key had
/// with it; secrets replaced earlier end with that grace too, so that a grace of nothing leaves the new secret
/// alone.
///
/// A disabled key can be rotated and stays disabled: who suspects a key switches it off first. A revoked or an
/// expired key cannot, for that would bring it back.
public final class RotateKey {
    private final KeyStore keys;
    private final ReplacedSecretStore replaced;
    private final KeyRules rules;
    private final ChangeRecorder recorder;
    private final Randomness randomness;
    private final Supplier<Pepper> pepper;

    /// @param pepper the one to use at the moment
    public RotateKey(
            KeyStore keys,
            ReplacedSecretStore replaced,
            KeyRules rules,
            ChangeRecorder recorder,
            Randomness randomness,
            Supplier<Pepper> pepper) {
        this.keys = keys;
        this.replaced = replaced;
        this.rules = rules;
        this.recorder = recorder;
        this.randomness = randomness;
        this.pepper = pepper;
    }

    /// Rotates the key, whatever it is.
    public Recorded<RotatedKey> rotate(Actor actor, OrganizationId organization, KeyId id, KeyRotation rotation) {
        return rotate(actor, organization, id, rotation, Precondition.NONE);
    }

    /// Rotates the key.
    ///
    /// @throws RefusedException `resource.not-found`; `precondition.failed`; `key.revoked`; `key.expired`;
    /// `request.invalid` for an expiry that is
    ///     not in the future; `key.life-too-long` and `key.expiry-required` for one that the organization does not
    ///     allow
    public Recorded<RotatedKey> rotate(
            Actor actor, OrganizationId organization, KeyId id, KeyRotation rotation, Precondition precondition) {
        return recorder.record(actor, Permission.KEYS_ISSUE, organization, scope -> {
            ApiKey before = keys.lock(organization, id).orElseThrow(RefusedException::notFound);
            ProtectedBindings.require(keys, scope, before);
            precondition.require(before.version());
            return rotateIn(scope, organization, before, rotation);
        });
    }

    private RotatedKey rotateIn(ChangeScope scope, OrganizationId organization, ApiKey before, KeyRotation rotation) {
        KeyId id = before.id();
        requireAlive(before, scope.now());
        Optional<Instant> expiry = rotation.expiry().isPresent()
                ? rules.resolve(organization, rotation.expiry().get(), scope.now())
                : before.expiresAt();
        Secret secret = KeyFormat.generate(KeyType.SECRET, randomness);
        ApiKey after = before.rotated(StoredSecret.of(secret, pepper.get()), expiry, scope.stamp());
        Instant graceEnd = scope.now().plus(rotation.grace());
        Instant until = before.expiresAt().filter(end -> end.isBefore(graceEnd)).orElse(graceEnd);
        ReplacedSecret former = new ReplacedSecret(id, before.secret(), scope.now(), until);
        keys.update(after);
        replaced.end(id, until);
        replaced.add(former);
        scope.audit(
                organization,
                AuditAction.KEY_ROTATED,
                id.value(),
                after.name().value(),
                AuditChanges.between(withMask(before), withMask(after)).with("acceptedUntil", until.toString()));
        scope.announce(Change.Kind.KEY, id.value());
        return new RotatedKey(after, secret, former);
    }

    private static void requireAlive(ApiKey key, Instant now) {
        switch (key.status(now)) {
            case REVOKED -> throw new RefusedException(ProblemCode.KEY_REVOKED);
            case EXPIRED -> throw new RefusedException(ProblemCode.KEY_EXPIRED);
            case ACTIVE, DISABLED -> {}
        }
    }

    private static Map<String, String> withMask(ApiKey key) {
        Map<String, String> details = new TreeMap<>(KeyDetails.of(key));
        details.put("mask", key.secret().mask());
        return details;
    }
}
