package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.DeployedRoute;
import dev.ostiary.core.access.HashKeyDirectory;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A gateway on a free port with an organization of its own, for tests to put agents behind and keys in.
final class GatewayFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final Randomness randomness = new Randomness();
    final Pepper pepper = MasterKey.generate(randomness).pepper(1);
    final OrganizationId organization = OrganizationId.create(randomness, NOW);
    final EnvironmentId environment = EnvironmentId.create(randomness, NOW);
    final HashKeyDirectory directory = new HashKeyDirectory();
    final AtomicBoolean isReady = new AtomicBoolean(true);
    final List<KeyUsage> usage = new ArrayList<>();
    final AtomicBoolean isUsageRefused = new AtomicBoolean();
    final AtomicInteger refusedBatches = new AtomicInteger();
    final Gateway gateway;
    private final Map<String, KeyId> ids = new ConcurrentHashMap<>();
    private final List<DeployedRoute> routes = new ArrayList<>();

    GatewayFixture() throws IOException {
        this(GatewaySettings.on("127.0.0.1", 0));
    }

    GatewayFixture(GatewaySettings settings) throws IOException {
        LeakWatch.begin();
        gateway = Gateway.start(
                settings, directory, isReady::get, pepper, new RecordingUsage(), randomness, Clock.systemUTC());
    }

    /// A gateway that does not wait long for anything.
    static GatewayFixture impatient() throws IOException {
        return new GatewayFixture(settings(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    /// A gateway that lets requests end for so long when it is closed.
    static GatewayFixture draining(Duration drainTimeout) throws IOException {
        return new GatewayFixture(settings(Duration.ofMinutes(1), drainTimeout));
    }

    private static GatewaySettings settings(Duration patience, Duration drainTimeout) {
        return new GatewaySettings(
                "127.0.0.1", 0, 2, patience, patience, patience.multipliedBy(2), patience, patience, drainTimeout);
    }

    /// Deploys an agent at `/acme/production/agent`, with key security.
    AgentId deploy(TestAgent agent) {
        return deploy("agent", agent.url(), true);
    }

    /// A client's connection to the gateway.
    Peer connect() throws IOException {
        return Peer.connect(gateway.url());
    }

    /// Sends a request on a connection of its own.
    Message call(String request) throws IOException {
        try (Peer client = connect()) {
            client.send(request);
            return client.response();
        }
    }

    /// The header line with a key.
    static String header(Secret key) {
        return "X-API-Key: " + key.reveal();
    }

    /// The header line with a new key for everything in the organization.
    String keyHeader() {
        return header(key());
    }

    KeyId id(Secret key) {
        return ids.computeIfAbsent(key.reveal(), _ -> KeyId.create(randomness, NOW));
    }

    /// Deploys an agent at `/acme/production/{name}`.
    AgentId deploy(String name, URI upstream, boolean keySecurity) {
        AgentId agent = AgentId.create(randomness, NOW);
        routes.removeIf(route -> route.agent().value().equals(name));
        routes.add(new DeployedRoute(
                new Slug("acme"),
                new Slug("production"),
                new Slug(name),
                new AccessTarget(organization, agent, environment),
                new UpstreamUrl(upstream),
                keySecurity));
        gateway.routes().replace(routes);
        return agent;
    }

    /// The URL of a path below an agent's deployment.
    URI url(String agent, String path) {
        return gateway.url().resolve("/acme/production/" + agent + path);
    }

    /// A key for everything in the organization.
    Secret key() {
        return key(new KeyBinding.WholeOrganization(), "a key", KeyEntry.NEVER);
    }

    Secret key(KeyBinding binding, String name, long expiresAtMillis) {
        Secret secret = KeyFormat.generate(KeyType.SECRET, randomness);
        put(secret, binding, name, false, expiresAtMillis);
        return secret;
    }

    /// Puts a key's record in place.
    void put(Secret secret, KeyBinding binding, String name, boolean isRevoked, long expiresAtMillis) {
        put(secret, organization, binding, name, isRevoked, expiresAtMillis);
    }

    void put(
            Secret secret,
            OrganizationId owner,
            KeyBinding binding,
            String name,
            boolean isRevoked,
            long expiresAtMillis) {
        directory.put(new KeyEntry(
                new KeyDigester(pepper).digest(secret.reveal()),
                id(secret),
                name,
                owner,
                binding,
                isRevoked,
                false,
                expiresAtMillis));
    }

    List<KeyUsage> usage() {
        synchronized (usage) {
            return List.copyOf(usage);
        }
    }

    @Override
    public void close() {
        gateway.close();
        List<String> leaks = LeakWatch.reports();
        if (!leaks.isEmpty()) {
            throw new AssertionError("buffers were lost: " + leaks);
        }
    }

    private final class RecordingUsage implements UsageStore {
        @Override
        public void add(Collection<KeyUsage> batch) {
            if (isUsageRefused.get()) {
                refusedBatches.incrementAndGet();
                throw new StoreException("the store is down", new IOException());
            }
            synchronized (usage) {
                usage.addAll(batch);
            }
        }

        @Override
        public Map<KeyId, KeyUsage> find(Collection<KeyId> keys) {
            return Map.of();
        }
    }
}
