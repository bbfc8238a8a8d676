package dev.ostiary.core.access;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import java.time.Instant;
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
    final AccessTarget target = new AccessTarget(acme, support, production);
    final KeyBinding bound = new KeyBinding.AgentInEnvironment(support, production);
    int lookUps;

    private final HashKeyDirectory directory = new HashKeyDirectory();
    private final Pepper pepper = MasterKey.generate(randomness).pepper(1);
    private final Authenticator authenticator = new Authenticator(new KeyDigester(pepper));

    @Override
    public @Nullable KeyEntry find(KeyDigest digest) {
        lookUps++;
        return directory.find(digest);
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

    /// Lets the door know that text as a key.
    String known(
            String text,
            OrganizationId organization,
            KeyBinding binding,
            boolean isRevoked,
            boolean isDisabled,
            long expiresAtMillis) {
        directory.put(new KeyEntry(
                new KeyDigester(pepper).digest(text),
                KeyId.create(randomness, NOW),
                "name",
                organization,
                binding,
                isRevoked,
                isDisabled,
                expiresAtMillis));
        return text;
    }

    KeyId idOf(String text) {
        return Objects.requireNonNull(directory.find(new KeyDigester(pepper).digest(text)))
                .id();
    }

    AccessPolicy policy(AccessMode mode) {
        return new AccessPolicy.KeyRequired(mode, Location.AGENT_ENDPOINT, target);
    }

    Verdict decide(RequestFacts request, AccessPolicy policy, Instant now) {
        return authenticator.decide(request, policy, this, now);
    }

    Verdict decide(RequestFacts request) {
        return decide(request, policy(AccessMode.STRICT), NOW);
    }

    Verdict decide(String credential) {
        return decide(new TestRequest().header(HEADER, credential));
    }
}
