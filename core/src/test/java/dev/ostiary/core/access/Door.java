package dev.ostiary.core.access;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A deployed agent with keys for it, and for its neighbours, and a count of the look-ups that were made.
final class Door implements KeyDirectory {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String HEADER = "X-API-Key";

    final Randomness randomness = new Randomness();
    final OrganizationId acme = OrganizationId.create(randomness, NOW);
    final OrganizationId globex = OrganizationId.create(randomness, NOW);
    final AgentId support = AgentId.create(randomness, NOW);
    final AgentId sales = AgentId.create(randomness, NOW);
    final EnvironmentId production = EnvironmentId.create(randomness, NOW);
    final EnvironmentId development = EnvironmentId.create(randomness, NOW);
    final RouteId models = RouteId.create(randomness, NOW);
    final RouteId files = RouteId.create(randomness, NOW);
    final AccessTarget target = new AccessTarget.DeployedAgent(acme, support, production);
    final AccessTarget route = new AccessTarget.OwnRoute(acme, models);
    final KeyBinding bound = new KeyBinding.AgentInEnvironment(support, production);
    int lookUps;

    private final PackedKeyDirectory directory = new PackedKeyDirectory();
    private final Pepper pepper = MasterKey.generate(randomness).pepper(1);
    private final Authenticator authenticator = new Authenticator(new KeyDigester(pepper));

    @Override
    public @Nullable KeyEntry find(KeyDigest digest) {
        lookUps++;
        return directory.find(digest);
    }

    @Override
    public @Nullable KeyEntry findPublic(String publicId) {
        lookUps++;
        return directory.findPublic(publicId);
    }

    /// A new key of that type that nobody knows.
    String text(KeyType type) {
        return KeyFormat.generate(type, randomness).reveal();
    }

    /// A key that opens the door.
    String key() {
        return key(acme, bound);
    }

    /// A live key of that organization and binding.
    String key(OrganizationId organization, KeyBinding binding) {
        return known(text(KeyType.SECRET), organization, binding, false, false, KeyEntry.NEVER);
    }

    /// A key for the door in that state.
    String key(boolean isRevoked, boolean isDisabled, long expiresAtMillis) {
        return known(text(KeyType.SECRET), acme, bound, isRevoked, isDisabled, expiresAtMillis);
    }

    /// A secret of a live key that another was put in the place of, and that is accepted no more.
    String replaced() {
        KeyId id = idOf(key());
        String former = text(KeyType.SECRET);
        directory.retire(
                id, List.of(new RetiredSecret(new KeyDigester(pepper).digest(former), id, NOW.toEpochMilli())));
        return former;
    }

    /// A live key of the organization with those restrictions.
    String key(KeyRestrictions restrictions) {
        String text = text(KeyType.SECRET);
        put(text, acme, new KeyBinding.WholeOrganization(), Labels.NONE, restrictions, false, false, KeyEntry.NEVER);
        return text;
    }

    /// Lets the door know that text as a key.
    String known(
            String text,
            OrganizationId organization,
            KeyBinding binding,
            boolean isRevoked,
            boolean isDisabled,
            long expiresAtMillis) {
        put(text, organization, binding, Labels.NONE, KeyRestrictions.NONE, isRevoked, isDisabled, expiresAtMillis);
        return text;
    }

    private void put(
            String text,
            OrganizationId organization,
            KeyBinding binding,
            Labels labels,
            KeyRestrictions restrictions,
            boolean isRevoked,
            boolean isDisabled,
            long expiresAtMillis) {
        directory.put(new KeyEntry(
                new KeyDigester(pepper).digest(text),
                KeyId.create(randomness, NOW),
                KeyFormat.generatePublicId(randomness),
                "name",
                organization,
                binding,
                labels,
                restrictions,
                isRevoked,
                isDisabled,
                expiresAtMillis));
    }

    /// Names and labels a known key anew.
    void relabel(String text, String name, Labels labels) {
        KeyEntry before = entryOf(text);
        directory.put(new KeyEntry(
                before.digest(),
                before.id(),
                before.publicId(),
                name,
                before.organization(),
                before.binding(),
                labels,
                before.restrictions(),
                before.isRevoked(),
                before.isDisabled(),
                before.expiresAtMillis()));
    }

    /// What is known of a key.
    KeyEntry entryOf(String text) {
        return Objects.requireNonNull(directory.find(new KeyDigester(pepper).digest(text)));
    }

    KeyId idOf(String text) {
        return entryOf(text).id();
    }

    String publicIdOf(String text) {
        return entryOf(text).publicId();
    }

    /// The policy of the agent's endpoint.
    AccessPolicy.KeyRequired policy(AccessMode mode) {
        return new AccessPolicy.KeyRequired(mode, List.of(Location.AGENT_ENDPOINT), KeySelection.ALL, target);
    }

    /// A strict policy of the agent's endpoint that reads keys elsewhere.
    AccessPolicy.KeyRequired reading(Location... locations) {
        return new AccessPolicy.KeyRequired(AccessMode.STRICT, List.of(locations), KeySelection.ALL, target);
    }

    /// A strict policy that takes some keys only.
    AccessPolicy.KeyRequired taking(KeySelection keys) {
        return new AccessPolicy.KeyRequired(AccessMode.STRICT, List.of(Location.AGENT_ENDPOINT), keys, target);
    }

    /// A strict policy for something else.
    AccessPolicy.KeyRequired policy(AccessTarget other) {
        return new AccessPolicy.KeyRequired(
                AccessMode.STRICT, List.of(Location.AGENT_ENDPOINT), KeySelection.ALL, other);
    }

    Verdict decide(RequestFacts request, AccessPolicy policy, Instant now) {
        return authenticator.decide(request, policy, this, now);
    }

    Verdict decide(RequestFacts request, AccessPolicy policy) {
        return decide(request, policy, NOW);
    }

    Verdict decide(RequestFacts request) {
        return decide(request, policy(AccessMode.STRICT), NOW);
    }

    Verdict decide(String credential) {
        return decide(new TestRequest().header(HEADER, credential));
    }
}
