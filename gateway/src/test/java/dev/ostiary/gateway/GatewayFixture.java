package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessTarget;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.credit.MeteredOrganization;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyDigester;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.memory.InMemoryStore;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.StoreException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.route.GatewayRoute;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RouteName;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.route.RouteSnapshot;
import dev.ostiary.core.secret.MasterKey;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.usage.FormerSecretUsage;
import dev.ostiary.core.usage.KeyUsage;
import dev.ostiary.core.usage.UsageStore;
import dev.ostiary.gateway.observe.AccessLogSettings;
import dev.ostiary.gateway.observe.Exposition;
import dev.ostiary.gateway.observe.Observation;
import dev.ostiary.gateway.upstream.UpstreamSettings;
import dev.ostiary.gateway.upstream.UpstreamTimeouts;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    final PackedKeyDirectory directory = new PackedKeyDirectory();
    final AtomicBoolean isReady = new AtomicBoolean(true);
    final List<KeyUsage> usage = new ArrayList<>();
    final List<FormerSecretUsage> formerUsage = new ArrayList<>();
    final AtomicBoolean isUsageRefused = new AtomicBoolean();
    final AtomicInteger refusedBatches = new AtomicInteger();
    final RecordingDenials denials = new RecordingDenials();
    final FixedNode node = new FixedNode();
    final InMemoryStore store = new InMemoryStore();
    final CreditLeases leases =
            new CreditLeases(store.transactions(), store.plans(), store.credits(), Clock.systemUTC());
    final Observation observation;
    final Gateway gateway;
    private final Map<String, KeyId> ids = new ConcurrentHashMap<>();
    private final Map<String, String> publicIds = new ConcurrentHashMap<>();
    private final List<GatewayRoute> routes = new ArrayList<>();
    private List<MeteredOrganization> metered = List.of();
    private final List<Organization> organizations = new ArrayList<>();

    GatewayFixture() throws IOException {
        this(usual());
    }

    GatewayFixture(GatewaySettings settings) throws IOException {
        this(settings, AccessLogSettings.off());
    }

    GatewayFixture(GatewaySettings settings, AccessLogSettings log) throws IOException {
        LeakWatch.begin();
        observation = Observation.open(log, node, randomness, Clock.systemUTC());
        gateway = Gateway.start(
                settings,
                directory,
                isReady::get,
                List.of(pepper),
                new GatewayStores(new RecordingUsage(), store.traffic(), store.credits(), leases, denials),
                observation,
                randomness,
                Clock.systemUTC());
        replaceRoutes();
    }

    /// Settings that hold nobody back however many wrong keys a test sends.
    static GatewaySettings usual() {
        return GatewaySettings.on("127.0.0.1", 0).withAdmission(AdmissionSettings.USUAL.withFailures(1, 0));
    }

    /// A gateway that does not wait long for anything.
    static GatewayFixture impatient() throws IOException {
        return new GatewayFixture(settings(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    /// The same with an access log.
    static GatewayFixture impatient(AccessLogSettings log) throws IOException {
        return new GatewayFixture(settings(Duration.ofSeconds(1), Duration.ofSeconds(5)), log);
    }

    /// A gateway that lets requests end for so long when it is closed.
    static GatewayFixture draining(Duration drainTimeout) throws IOException {
        return new GatewayFixture(settings(Duration.ofMinutes(1), drainTimeout));
    }

    private static GatewaySettings settings(Duration patience, Duration drainTimeout) {
        Duration idle = patience.multipliedBy(2);
        return usual().withEventLoops(2)
                .withTimeouts(new ClientTimeouts(patience, patience, idle, patience, idle))
                .withUpstreams(UpstreamSettings.USUAL.with(
                        new UpstreamTimeouts(patience, patience, idle, Duration.ofHours(1), null)))
                .withDrain(Duration.ZERO, drainTimeout);
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

    /// The public id that belongs to the secret.
    String publicId(Secret key) {
        return publicIds.computeIfAbsent(key.reveal(), _ -> KeyFormat.generatePublicId(randomness));
    }

    KeyId id(Secret key) {
        return ids.computeIfAbsent(key.reveal(), _ -> KeyId.create(randomness, NOW));
    }

    /// Deploys an agent at `/acme/production/{name}`.
    AgentId deploy(String name, URI upstream, boolean keySecurity) {
        return deploy(name, settings(new UpstreamUrl(upstream), keySecurity));
    }

    AgentId deploy(String name, DeploymentSettings settings) {
        AgentId agent = AgentId.create(randomness, NOW);
        RouteName.Deployment deployment =
                new RouteName.Deployment(new Slug("acme"), new Slug("production"), new Slug(name));
        put(GatewayRoute.ofDeployment(
                deployment, new AccessTarget.DeployedAgent(organization, agent, environment), settings));
        return agent;
    }

    /// Settings of a deployment that leads there, and has nothing else set.
    static DeploymentSettings settings(UpstreamUrl upstream, boolean keySecurity) {
        return new DeploymentSettings(
                List.of(upstream), keySecurity, Optional.empty(), RouteTimeouts.DEFAULT, UpstreamHeaders.NONE);
    }

    /// Takes the deployment at `/acme/production/{name}` away.
    void undeploy(String name) {
        routes.removeIf(route -> route.name() instanceof RouteName.Deployment deployment
                && deployment.agent().value().equals(name));
        replaceRoutes();
    }

    /// Puts a route in the place of the one of its name.
    void put(GatewayRoute route) {
        routes.removeIf(known -> known.name().equals(route.name()));
        routes.add(route);
        replaceRoutes();
    }

    /// Puts a route of the organization's own in place, guarded by that policy.
    RouteId route(String name, RouteSettings settings, PolicySettings policy) {
        return route(name, settings, Optional.of(policy));
    }

    RouteId route(String name, RouteSettings settings, Optional<PolicySettings> policy) {
        RouteId route = RouteId.create(randomness, NOW);
        put(GatewayRoute.ofRoute(
                new RouteName.Own(new Slug("acme"), new Slug(name)),
                new AccessTarget.OwnRoute(organization, route),
                settings,
                policy));
        return route;
    }

    /// Makes another organization known.
    OrganizationId organization(String slug) {
        OrganizationId id = OrganizationId.create(randomness, NOW);
        organizations.add(new Organization(id, new Slug(slug), new DisplayName(slug), NOW));
        replaceRoutes();
        return id;
    }

    /// Lets the organization be metered so, or not at all.
    void metered(MeteredOrganization... plans) {
        metered = List.of(plans);
        replaceRoutes();
    }

    private void replaceRoutes() {
        List<Organization> all = new ArrayList<>(organizations);
        all.add(new Organization(organization, new Slug("acme"), new DisplayName("Acme Inc."), NOW));
        gateway.routes().replace(new RouteSnapshot(all, routes, metered));
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

    /// A key that may do only so much.
    Secret key(KeyRestrictions restrictions) {
        Secret secret = KeyFormat.generate(KeyType.SECRET, randomness);
        put(secret, organization, new KeyBinding.WholeOrganization(), Labels.NONE, restrictions);
        return secret;
    }

    /// Puts a valid key's record in place.
    void put(Secret secret, OrganizationId owner, KeyBinding binding, Labels labels, KeyRestrictions restrictions) {
        directory.put(new KeyEntry(
                new KeyDigester(pepper).digest(secret.reveal()),
                id(secret),
                publicId(secret),
                "a key",
                owner,
                binding,
                labels,
                restrictions,
                false,
                false,
                KeyEntry.NEVER));
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
                publicId(secret),
                name,
                owner,
                binding,
                Labels.NONE,
                KeyRestrictions.NONE,
                isRevoked,
                false,
                expiresAtMillis));
    }

    List<KeyUsage> usage() {
        synchronized (usage) {
            return List.copyOf(usage);
        }
    }

    /// The metrics as `/metrics` has them.
    Exposition metrics() {
        return Exposition.parse(observation.scrape("").text());
    }

    /// Ends the gateway. Every request that began has ended by then, once, and so has every connection.
    @Override
    public void close() {
        gateway.close();
        observation.close();
        Exposition metrics = metrics();
        if (metrics.sum("http_server_active_requests") != 0 || metrics.value("ostiary_connections") != 0) {
            throw new AssertionError("not everything that began was ended: " + metrics.samples());
        }
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
        public void addFormer(Collection<FormerSecretUsage> batch) {
            synchronized (formerUsage) {
                formerUsage.addAll(batch);
            }
        }

        @Override
        public Map<KeyDigest, FormerSecretUsage> findFormer(Collection<KeyDigest> secrets) {
            return Map.of();
        }

        @Override
        public List<KeyUsage> latest(OrganizationId organization, int most) {
            return List.of();
        }

        @Override
        public Map<KeyId, KeyUsage> find(Collection<KeyId> keys) {
            return Map.of();
        }
    }
}
