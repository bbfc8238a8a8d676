package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.CreditStore;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Issues an API key. The secret is in the answer and nowhere else.
public final class IssueKey {
    private final KeyStore keys;
    private final CreditStore credits;
    private final BindingTargets targets;
    private final KeyRules rules;
    private final ChangeRecorder recorder;
    private final Randomness randomness;
    private final Supplier<Pepper> pepper;

    /// @param pepper the one to use at the moment
    public IssueKey(
            KeyStore keys,
            CreditStore credits,
            BindingTargets targets,
            KeyRules rules,
            ChangeRecorder recorder,
            Randomness randomness,
            Supplier<Pepper> pepper) {
        this.keys = keys;
        this.credits = credits;
        this.targets = targets;
        this.rules = rules;
        this.recorder = recorder;
        this.randomness = randomness;
        this.pepper = pepper;
    }

    /// Issues a key.
    ///
    /// @throws RefusedException `agent.not-deployed`, `agent.key-security-off` or `agent.without-key-security` when
    ///     the agent it is to be bound to takes no keys there; `key.name-taken`; `request.invalid` for an expiry
    ///     that is not in the future; `key.life-too-long`, `key.expiry-required`, `key.too-many` when the
    ///     organization does not allow it; `resource.not-found` when the organization, agent or environment does
    ///     not exist
    public Recorded<IssuedKey> issue(Actor actor, OrganizationId organization, NewKey request) {
        return recorder.record(
                actor, Permission.KEYS_ISSUE, organization, scope -> issueIn(scope, organization, request));
    }

    private IssuedKey issueIn(ChangeScope scope, OrganizationId organization, NewKey request) {
        if (TestKey.isReserved(request.name())) {
            throw RefusedException.field("name", TestKey.NAME_REMEDY);
        }
        if (!targets.lock(organization, request.binding())) {
            throw RefusedException.notFound();
        }
        ProtectedBindings.require(keys, scope, organization, request.binding());
        targets.obstacle(organization, request.binding()).ifPresent(obstacle -> {
            throw new RefusedException(obstacle);
        });
        Optional<Instant> end = rules.resolve(organization, request.expiry(), scope.now());
        rules.requireRoom(organization, 1);
        Secret secret = KeyFormat.generate(KeyType.SECRET, randomness);
        ApiKey key = new ApiKey(
                KeyId.create(randomness, scope.now()),
                organization,
                request.name(),
                request.description(),
                KeyFormat.generatePublicId(randomness),
                StoredSecret.of(secret, pepper.get()),
                request.binding(),
                request.labels(),
                request.restrictions().metered(request.credits().isPresent()),
                end,
                scope.stamp(),
                scope.stamp(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        keys.insert(key);
        request.credits()
                .ifPresent(amount -> credits.save(
                        SetKeyCredits.none(scope, organization, key.id()).setTo(amount, scope.now())));
        scope.audit(
                organization,
                AuditAction.KEY_ISSUED,
                key.id().value(),
                key.name().value(),
                made(key, request.credits()));
        scope.announce(Change.Kind.KEY, key.id().value());
        return new IssuedKey(key, secret);
    }

    private static AuditChanges made(ApiKey key, Optional<Long> credits) {
        AuditChanges made = AuditChanges.made(KeyDetails.of(key));
        return credits.map(amount -> made.with("credits", amount.toString())).orElse(made);
    }
}
