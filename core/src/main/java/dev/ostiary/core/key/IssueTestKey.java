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
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Issues a test key. Whoever has one already for the agent in the environment gets a new secret and ten minutes
/// more; the old secret is refused from then on.
public final class IssueTestKey {
    private final TestKeyStore keys;
    private final KeyStore issued;
    private final BindingTargets targets;
    private final ChangeRecorder recorder;
    private final Randomness randomness;
    private final Supplier<Pepper> pepper;

    /// @param issued the keys beside which test keys are
    /// @param pepper the one to use at the moment
    public IssueTestKey(
            TestKeyStore keys,
            KeyStore issued,
            BindingTargets targets,
            ChangeRecorder recorder,
            Randomness randomness,
            Supplier<Pepper> pepper) {
        this.keys = keys;
        this.issued = issued;
        this.targets = targets;
        this.recorder = recorder;
        this.randomness = randomness;
        this.pepper = pepper;
    }

    /// Issues the key; none where everyone may call without one.
    ///
    /// @throws RefusedException `resource.not-found`; `agent.not-deployed`; `agent.without-key-security`
    public Recorded<Optional<IssuedTestKey>> issue(
            Actor actor, OrganizationId organization, KeyBinding.AgentInEnvironment binding) {
        return recorder.record(actor, Permission.TEST_KEYS_ISSUE, organization, scope -> {
            if (!targets.lock(organization, binding)) {
                throw RefusedException.notFound();
            }
            ProtectedBindings.require(issued, scope, organization, binding);
            Optional<ProblemCode> obstacle = targets.obstacle(organization, binding);
            if (obstacle.filter(ProblemCode.KEY_SECURITY_OFF::equals).isPresent()) {
                return Optional.empty();
            }
            obstacle.ifPresent(problem -> {
                throw new RefusedException(problem);
            });
            return Optional.of(issueIn(scope, actor, organization, binding));
        });
    }

    private IssuedTestKey issueIn(
            ChangeScope scope, Actor actor, OrganizationId organization, KeyBinding.AgentInEnvironment binding) {
        Optional<TestKey> before = keys.find(organization, actor.id(), binding);
        Secret secret = KeyFormat.generate(KeyType.TEST, randomness);
        TestKey key = new TestKey(
                before.map(TestKey::id).orElseGet(() -> KeyId.create(randomness, scope.now())),
                organization,
                binding,
                actor.id(),
                TestKey.nameFor(actor.name()),
                before.map(TestKey::publicId).orElseGet(() -> KeyFormat.generatePublicId(randomness)),
                StoredSecret.of(secret, pepper.get()),
                scope.now(),
                scope.now().plus(TestKey.LIFE));
        keys.put(key);
        scope.audit(
                organization,
                AuditAction.TEST_KEY_ISSUED,
                key.id().value(),
                key.name().value(),
                AuditChanges.made(Map.of(
                        "agent", binding.agent().value(),
                        "environment", binding.environment().value(),
                        "expiresAt", key.expiresAt().toString())));
        scope.announce(Change.Kind.KEY, key.id().value());
        return new IssuedTestKey(key, secret);
    }
}
