package dev.ostiary.control.rest;

import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentStore;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.key.ReplacedSecret;
import dev.ostiary.core.key.ReplacedSecretStore;
import dev.ostiary.core.key.RotatedKey;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Tells of keys what callers want to know: slugs for identifiers, where they stand now, and how much they were used.
/// What that takes from the store is read before a change, so that a store failing after it cannot deny what is done.
public final class KeyBodies {
    private final KeyStore keys;
    private final AgentStore agents;
    private final EnvironmentStore environments;
    private final ReplacedSecretStore replaced;
    private final UsageStore usage;
    private final Clock clock;

    KeyBodies(Store store, Clock clock) {
        this.keys = store.keys();
        this.agents = store.agents();
        this.environments = store.environments();
        this.replaced = store.replacedSecrets();
        this.usage = store.usage();
        this.clock = clock;
    }

    /// Tells of each key of a part of a listing.
    public Page<KeyBody> of(Page<ApiKey> page) {
        return page.map(around(page.items()));
    }

    List<KeyBody> of(List<ApiKey> all) {
        return all.stream().map(around(all)).toList();
    }

    /// Tells of each of those keys, for which the store is asked once.
    private Function<ApiKey, KeyBody> around(List<ApiKey> all) {
        List<KeyId> ids = all.stream().map(ApiKey::id).toList();
        Map<KeyId, KeyUsage> used = usage.find(ids);
        Map<KeyId, List<ReplacedSecretBody>> former =
                all.isEmpty() ? Map.of() : former(all.getFirst().organization(), ids);
        Slugs slugs = new Slugs();
        return key -> body(key, slugs.around(key, used, former), Optional.empty());
    }

    private Map<KeyId, List<ReplacedSecretBody>> former(OrganizationId organization, List<KeyId> ids) {
        List<ReplacedSecret> secrets = replaced.list(organization, ids);
        if (secrets.isEmpty()) {
            return Map.of();
        }
        Map<KeyDigest, FormerSecretUsage> used = usage.findFormer(
                secrets.stream().map(secret -> secret.secret().digest()).toList());
        Map<KeyId, List<ReplacedSecretBody>> bodies = new HashMap<>();
        for (ReplacedSecret secret : secrets) {
            bodies.computeIfAbsent(secret.key(), _ -> new ArrayList<>())
                    .add(ReplacedSecretBody.of(
                            secret, Optional.ofNullable(used.get(secret.secret().digest()))));
        }
        return bodies;
    }

    /// Tells of one key.
    public KeyBody of(ApiKey key) {
        return body(key, around(key), Optional.empty());
    }

    /// The answer to rotating a key.
    KeyBody ofRotated(Recorded<RotatedKey> recorded, Surroundings around) {
        ReplacedSecret former = recorded.value().former();
        List<ReplacedSecretBody> secrets = new ArrayList<>();
        secrets.add(ReplacedSecretBody.of(former, Optional.empty()));
        around.replaced().stream()
                .limit(ReplacedSecretStore.SHOWN - 1L)
                .forEach(older -> secrets.add(older.until(former.acceptedUntil())));
        return body(
                recorded.value().key(),
                new Surroundings(around.agent(), around.environment(), around.used(), secrets),
                Optional.of(AppliedBody.of(recorded.applied())));
    }

    KeyBody of(Recorded<ApiKey> recorded, Surroundings around) {
        return body(recorded.value(), around, Optional.of(AppliedBody.of(recorded.applied())));
    }

    /// What there is to say of a key besides its record.
    ///
    /// @throws RefusedException `resource.not-found`
    Surroundings around(Organization organization, KeyId id) {
        return around(keys.find(organization.id(), id).orElseThrow(RefusedException::notFound));
    }

    /// The answer to making a key.
    KeyBody ofNew(ApiKey key, Optional<Agent> agent, Optional<Environment> environment, AppliedBody applied) {
        Surroundings around = new Surroundings(
                agent.map(found -> found.slug().value()),
                environment.map(found -> found.slug().value()),
                Optional.empty(),
                List.of());
        return body(key, around, Optional.of(applied));
    }

    private Surroundings around(ApiKey key) {
        return new Slugs().around(key, usage.find(List.of(key.id())), former(key.organization(), List.of(key.id())));
    }

    private KeyBody body(ApiKey key, Surroundings around, Optional<AppliedBody> applied) {
        return new KeyBody(
                key.id().value(),
                key.name().value(),
                key.description().map(Description::value),
                key.publicId(),
                key.secret().mask(),
                key.status(clock.instant()).name().toLowerCase(Locale.ROOT),
                around.agent(),
                around.environment(),
                routes(key.binding()),
                key.labels().values(),
                texts(key.restrictions().scopes()),
                texts(key.restrictions().domains()),
                texts(key.restrictions().addresses()),
                key.restrictions().limits().stream().map(RateLimitBody::of).toList(),
                key.restrictions().isMetered(),
                key.expiresAt(),
                key.created().at(),
                key.created().by(),
                key.changed().at(),
                key.changed().by(),
                around.used().map(KeyUsage::lastUsedAt),
                around.used().flatMap(KeyUsage::lastAddress),
                around.used().stream()
                        .flatMap(used -> used.addresses().stream())
                        .map(SeenAddressBody::of)
                        .toList(),
                around.used().map(KeyUsage::requests).orElse(0L),
                key.disabledAt(),
                key.revokedAt(),
                around.replaced(),
                applied);
    }

    private static Optional<List<String>> routes(KeyBinding binding) {
        return binding instanceof KeyBinding.OwnRoutes(Set<RouteId> routes)
                ? Optional.of(routes.stream().map(RouteId::value).sorted().toList())
                : Optional.empty();
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    /// What the store knows about a key elsewhere than in its record.
    record Surroundings(
            Optional<String> agent,
            Optional<String> environment,
            Optional<KeyUsage> used,
            List<ReplacedSecretBody> replaced) {}

    /// What agents and environments are called in URLs, each looked up once for a listing. A deleted one has its
    /// identifier only: no name at all would look like a key for the whole organization.
    private final class Slugs {
        private final Map<AgentId, String> agentSlugs = new HashMap<>();
        private final Map<EnvironmentId, String> environmentSlugs = new HashMap<>();

        Surroundings around(ApiKey key, Map<KeyId, KeyUsage> used, Map<KeyId, List<ReplacedSecretBody>> former) {
            List<ReplacedSecretBody> secrets = former.getOrDefault(key.id(), List.of());
            Optional<KeyUsage> usedKey = Optional.ofNullable(used.get(key.id()));
            return switch (key.binding()) {
                case KeyBinding.WholeOrganization _, KeyBinding.OwnRoutes _ ->
                    new Surroundings(Optional.empty(), Optional.empty(), usedKey, secrets);
                case KeyBinding.AgentInEnvironment bound ->
                    new Surroundings(
                            Optional.of(agent(key.organization(), bound.agent())),
                            Optional.of(environment(key.organization(), bound.environment())),
                            usedKey,
                            secrets);
            };
        }

        private String agent(OrganizationId organization, AgentId agent) {
            return agentSlugs.computeIfAbsent(
                    agent,
                    id -> agents.find(organization, id)
                            .map(found -> found.slug().value())
                            .orElse(id.value()));
        }

        private String environment(OrganizationId organization, EnvironmentId environment) {
            return environmentSlugs.computeIfAbsent(
                    environment,
                    id -> environments
                            .find(organization, id)
                            .map(found -> found.slug().value())
                            .orElse(id.value()));
        }
    }
}
