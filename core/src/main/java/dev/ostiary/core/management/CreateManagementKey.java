package dev.ostiary.core.management;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.ManagementKeyId;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes a management key. It may do nothing that its maker may not, now and whenever it is used; a key that
/// another management key makes is on the authority of the same person, and ends no later than that key, and with
/// it when that is revoked. The secret is in the answer and nowhere else.
public final class CreateManagementKey {
    private final ManagementKeyStore keys;
    private final OrganizationStore organizations;
    private final ChangeRecorder recorder;
    private final Randomness randomness;
    private final Supplier<Pepper> pepper;

    /// @param pepper the one to use at the moment
    public CreateManagementKey(
            ManagementKeyStore keys,
            OrganizationStore organizations,
            ChangeRecorder recorder,
            Randomness randomness,
            Supplier<Pepper> pepper) {
        this.keys = keys;
        this.organizations = organizations;
        this.recorder = recorder;
        this.randomness = randomness;
        this.pepper = pepper;
    }

    /// The permission that managing such keys takes.
    static Permission needed(Optional<?> confinedTo) {
        return confinedTo.isPresent() ? Permission.MANAGEMENT_KEYS_MANAGE : Permission.INSTALLATION_MANAGE;
    }

    /// Makes the key.
    ///
    /// @throws RefusedException `resource.not-found` for the organization; `permission.denied`, also for a
    /// permission
    ///     that the actor has not; `request.invalid` for a permission of the installation in an organization's key,
    ///     and
    ///     for an expiry that is not in the future or after that of the key that asks
    public Recorded<IssuedManagementKey> create(Actor actor, NewManagementKey request) {
        return recorder.record(
                actor, needed(request.confinedTo()), request.confinedTo(), scope -> createIn(scope, actor, request));
    }

    private IssuedManagementKey createIn(ChangeScope scope, Actor actor, NewManagementKey request) {
        request.confinedTo().ifPresent(only -> RefusedException.requireFound(organizations.lock(only)));
        requireCovered(scope, request);
        Optional<ManagementKey> asking = asking(actor);
        Optional<Instant> latest = asking.flatMap(ManagementKey::expiresAt);
        Optional<Instant> end = request.expiry().resolve(scope.now());
        if (request.expiry() instanceof Expiry.Default && latest.isPresent()) {
            end = end.filter(latest.get()::isAfter).or(() -> latest);
        }
        if (latest.isPresent() && (end.isEmpty() || end.get().isAfter(latest.get()))) {
            throw RefusedException.field("expiresAt", "give a time no later than the end of the key that asks");
        }
        Secret secret = KeyFormat.generate(KeyType.MANAGEMENT, randomness);
        ManagementKey key = new ManagementKey(
                ManagementKeyId.create(randomness, scope.now()),
                request.name(),
                request.confinedTo(),
                Optional.of(request.permissions()),
                StoredSecret.of(secret, pepper.get()),
                actor.kind() == Actor.Kind.PERSON ? AccountId.parse(actor.id()) : asking.flatMap(ManagementKey::maker),
                asking.map(ManagementKey::id),
                scope.stamp(),
                end,
                Optional.empty(),
                Optional.empty());
        keys.insert(key);
        scope.audit(
                request.confinedTo(),
                AuditAction.MANAGEMENT_KEY_ISSUED,
                key.id().value(),
                key.name().value(),
                AuditChanges.made(Map.of(
                        "name", key.name().value(),
                        "permissions", texts(request),
                        "expiresAt", key.expiresAt().map(Instant::toString).orElse("never"))));
        return new IssuedManagementKey(key, secret);
    }

    private static void requireCovered(ChangeScope scope, NewManagementKey request) {
        for (Permission permission : new TreeSet<>(request.permissions())) {
            if (request.confinedTo().isPresent() && permission.isForInstallation()) {
                throw RefusedException.field(
                        "permissions", "leave out " + permission.text() + ", which no organization can give");
            }
            request.confinedTo()
                    .ifPresentOrElse(only -> scope.require(permission, only), () -> scope.require(permission));
        }
    }

    private Optional<ManagementKey> asking(Actor actor) {
        return actor.kind() == Actor.Kind.MANAGEMENT_KEY
                ? ManagementKeyId.parse(actor.id()).flatMap(keys::find)
                : Optional.empty();
    }

    private static String texts(NewManagementKey request) {
        return request.permissions().stream().sorted().map(Permission::text).collect(Collectors.joining(" "));
    }
}
