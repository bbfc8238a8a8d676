package dev.ostiary.core.key;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditChanges;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Change;
import dev.ostiary.core.change.ChangeRecorder;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyRing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Takes in keys that were made elsewhere, as they are: whoever holds one goes on using it. Each is judged for
/// itself, so one that cannot be taken keeps no other out; a key that is there already is passed over, so the same
/// keys can be brought again.
public final class ImportKeys {
    /// The most keys at once.
    public static final int MAX_KEYS = 1000;

    private final KeyIntake intake;
    private final KeyStore keys;
    private final BindingTargets targets;
    private final KeyRules rules;
    private final ChangeRecorder recorder;
    private final Randomness randomness;
    private final MasterKeyRing ring;

    /// @param ring whose newest pepper imported keys get, and under whose others they may be known already
    public ImportKeys(
            KeyIntake intake,
            KeyStore keys,
            BindingTargets targets,
            KeyRules rules,
            ChangeRecorder recorder,
            Randomness randomness,
            MasterKeyRing ring) {
        this.intake = intake;
        this.keys = keys;
        this.targets = targets;
        this.rules = rules;
        this.recorder = recorder;
        this.randomness = randomness;
        this.ring = ring;
    }

    /// Takes them in; answers what became of each, in order.
    ///
    /// @throws RefusedException `resource.not-found`; `key.name-taken` when a name was taken by another meanwhile
    public Recorded<List<ImportedKey>> take(Actor actor, OrganizationId organization, List<KeyToImport> batch) {
        if (batch.size() > MAX_KEYS) {
            throw new IllegalArgumentException("at most " + MAX_KEYS + " keys at once");
        }
        actor.require(Permission.KEYS_ISSUE, organization);
        // Digested before the transaction, which others wait for.
        List<Candidate> candidates = candidates(batch);
        return recorder.record(
                actor, Permission.KEYS_ISSUE, organization, scope -> takeIn(scope, organization, candidates));
    }

    private List<ImportedKey> takeIn(ChangeScope scope, OrganizationId organization, List<Candidate> candidates) {
        if (!targets.lock(organization, new KeyBinding.WholeOrganization())) {
            throw RefusedException.notFound();
        }
        Judge judge = new Judge(scope, organization, candidates);
        List<ImportedKey> outcomes = new ArrayList<>(candidates.size());
        List<ApiKey> taken = new ArrayList<>();
        for (Candidate candidate : candidates) {
            ImportedKey outcome = judge.outcome(candidate);
            outcomes.add(outcome);
            if (outcome instanceof ImportedKey.Taken(KeyId id)) {
                taken.add(judge.key(id, candidate));
            }
        }
        insert(scope, organization, taken);
        return outcomes;
    }

    private List<Candidate> candidates(List<KeyToImport> batch) {
        KeyDigester newest = new KeyDigester(ring.pepper());
        List<KeyDigester> all = ring.peppers().stream().map(KeyDigester::new).toList();
        return batch.stream()
                .map(key -> new Candidate(
                        key,
                        key.stored(newest),
                        all.stream().map(each -> key.stored(each).digest()).toList()))
                .toList();
    }

    private void insert(ChangeScope scope, OrganizationId organization, List<ApiKey> taken) {
        if (taken.isEmpty()) {
            return;
        }
        intake.insertAll(taken);
        List<KeyId> ids = taken.stream().map(ApiKey::id).toList();
        scope.audit(
                organization,
                AuditAction.KEYS_IMPORTED,
                organization.value(),
                "",
                AuditChanges.made(Map.of(
                        "count", Integer.toString(ids.size()),
                        "first", ids.getFirst().value(),
                        "last", ids.getLast().value())));
        for (int from = 0; from < ids.size(); from += Change.MAX_KEYS) {
            scope.announce(
                    Change.Kind.KEYS, Change.subject(ids.subList(from, Math.min(from + Change.MAX_KEYS, ids.size()))));
        }
    }

    /// A key that is to be taken in.
    ///
    /// @param secret what is to be stored of it
    /// @param digests that it has under each pepper, for one of which it may be there already
    private record Candidate(KeyToImport key, StoredSecret secret, List<KeyDigest> digests) {}

    /// Judges the keys of a batch one by one, each beside those before it.
    private final class Judge {
        private final ChangeScope scope;
        private final OrganizationId organization;
        private final KeyPolicy policy;
        private final Map<KeyDigest, OrganizationId> owners;
        private final Set<DisplayName> names;
        private final Map<KeyBinding, Optional<ProblemCode>> obstacles = new HashMap<>();
        private final Map<KeyBinding, Boolean> protection = new HashMap<>();
        private final Supplier<String> publicIds = KeyFormat.publicIdsAlike(randomness);
        private int room;

        Judge(ChangeScope scope, OrganizationId organization, List<Candidate> batch) {
            this.scope = scope;
            this.organization = organization;
            this.policy = rules.policy(organization);
            this.owners = new HashMap<>(intake.owners(batch.stream()
                    .flatMap(candidate -> candidate.digests().stream())
                    .toList()));
            this.names = new HashSet<>(intake.liveNames(
                    organization,
                    batch.stream().map(candidate -> candidate.key().name()).toList()));
            this.room = policy.mostLiveKeys()
                    .map(most -> most - keys.countLive(organization, most))
                    .orElse(Integer.MAX_VALUE);
        }

        ImportedKey outcome(Candidate candidate) {
            KeyToImport key = candidate.key();
            Optional<OrganizationId> owner = owner(candidate);
            if (owner.isPresent()) {
                return owner.get().equals(organization)
                        ? new ImportedKey.Present()
                        : new ImportedKey.Refused(ProblemCode.KEY_IN_USE);
            }
            if (TestKey.isReserved(key.name())) {
                return new ImportedKey.Refused(ProblemCode.KEY_NAME_TAKEN);
            }
            Optional<ProblemCode> obstacle = obstacles.computeIfAbsent(key.binding(), this::obstacle);
            if (obstacle.isPresent()) {
                return new ImportedKey.Refused(obstacle.get());
            }
            if (protection.computeIfAbsent(
                    key.binding(), to -> !ProtectedBindings.may(keys, scope, organization, to))) {
                return new ImportedKey.Refused(RefusedException.denied(Permission.ENVIRONMENTS_PROTECTED.text()));
            }
            if (names.contains(key.name())) {
                return new ImportedKey.Refused(ProblemCode.KEY_NAME_TAKEN);
            }
            if (room <= 0) {
                return new ImportedKey.Refused(ProblemCode.KEY_TOO_MANY);
            }
            try {
                Optional<Instant> _ = KeyRules.resolve(policy, key.expiry(), scope.now());
            } catch (RefusedException refused) {
                return new ImportedKey.Refused(refused);
            }
            owners.put(candidate.secret().digest(), organization);
            names.add(key.name());
            room--;
            return new ImportedKey.Taken(KeyId.create(randomness, scope.now()));
        }

        /// Keys may be there before the agent is deployed, and while it is open to everyone.
        private Optional<ProblemCode> obstacle(KeyBinding binding) {
            return targets.lock(organization, binding)
                    ? targets.obstacle(organization, binding).filter(ProblemCode.AGENT_WITHOUT_KEY_SECURITY::equals)
                    : Optional.of(ProblemCode.RESOURCE_NOT_FOUND);
        }

        private Optional<OrganizationId> owner(Candidate candidate) {
            return candidate.digests().stream()
                    .filter(owners::containsKey)
                    .findFirst()
                    .map(owners::get);
        }

        ApiKey key(KeyId id, Candidate candidate) {
            KeyToImport key = candidate.key();
            return new ApiKey(
                    id,
                    organization,
                    key.name(),
                    key.description(),
                    publicIds.get(),
                    candidate.secret(),
                    key.binding(),
                    key.labels(),
                    key.restrictions(),
                    KeyRules.resolve(policy, key.expiry(), scope.now()),
                    scope.stamp(),
                    scope.stamp(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
