package dev.ostiary.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.Deployment;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DeploymentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.StoredSecret;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.Project;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/// What the contract suites of all ports share: a store on an empty database for each test, and things to put into it.
/// Each thing is made one millisecond after the one before, so that what is newest is never in doubt.
public abstract class StoreContract {
    /// The instant before the first thing of a test is made.
    protected static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /// How long a test waits for what must come.
    protected static final long PATIENCE_SECONDS = 30;

    /// Cursors that no page ever gave out.
    protected static final List<String> STRANGE_CURSORS =
            List.of("", "~", "key_", "' OR 1=1 --", "\u0000", "key_\u0000", "\u00e9", "%", "\ud83d\ude00");

    protected final Randomness randomness = new Randomness();
    private final AtomicLong millis = new AtomicLong(START.toEpochMilli());

    protected Store store;

    /// Opens a store on an empty database. Called once a test; closed after it.
    protected abstract Store openStore();

    @BeforeEach
    final void open() {
        store = openStore();
    }

    @AfterEach
    final void close() {
        store.close();
    }

    /// A millisecond later than any before.
    protected final Instant tick() {
        return Instant.ofEpochMilli(millis.incrementAndGet());
    }

    protected final Stamp stamp(String by) {
        return new Stamp(tick(), by);
    }

    /// An organization, stored.
    protected final Organization organization(String slug) {
        Instant at = tick();
        Organization organization = new Organization(
                OrganizationId.create(randomness, at), new Slug(slug), new DisplayName("The " + slug), at);
        store.organizations().insert(organization);
        store.projects().insert(newProject(organization, Project.DEFAULT.value()));
        return organization;
    }

    /// A project, stored.
    protected final Project project(Organization organization, String slug) {
        Project project = newProject(organization, slug);
        store.projects().insert(project);
        return project;
    }

    /// A project, not stored.
    protected final Project newProject(Organization organization, String slug) {
        Instant at = tick();
        return new Project(
                ProjectId.create(randomness, at),
                organization.id(),
                new Slug(slug),
                new DisplayName("The " + slug),
                at);
    }

    /// An environment, stored.
    protected final Environment environment(Organization organization, String slug) {
        Environment environment = newEnvironment(organization, slug);
        store.environments().insert(environment);
        return environment;
    }

    /// An environment, not stored.
    protected final Environment newEnvironment(Organization organization, String slug) {
        Instant at = tick();
        return new Environment(
                EnvironmentId.create(randomness, at),
                organization.id(),
                new Slug(slug),
                new DisplayName("The " + slug),
                at);
    }

    /// An agent, stored.
    protected final Agent agent(Organization organization, String slug) {
        Agent agent = newAgent(organization, slug);
        store.agents().insert(agent);
        return agent;
    }

    /// An agent in the default project, not stored.
    protected final Agent newAgent(Organization organization, String slug) {
        Instant at = tick();
        return new Agent(
                AgentId.create(randomness, at),
                organization.id(),
                store.projects()
                        .findBySlug(organization.id(), Project.DEFAULT)
                        .orElseThrow()
                        .id(),
                new Slug(slug),
                new DisplayName("The " + slug),
                AgentKind.API,
                AgentHosting.HOSTED,
                Optional.of(upstream(slug)),
                at);
    }

    protected static UpstreamUrl upstream(String slug) {
        return new UpstreamUrl(URI.create("http://" + slug + ".example.com:9000/base"));
    }

    /// A revision, stored.
    protected final Deployment deployment(Agent agent, Environment environment, int revision) {
        Deployment deployment = newDeployment(agent, environment, revision);
        store.deployments().insert(deployment);
        return deployment;
    }

    /// A revision, not stored.
    protected final Deployment newDeployment(Agent agent, Environment environment, int revision) {
        return newDeployment(
                agent,
                environment,
                revision,
                DeploymentSettings.DEFAULT.leadingTo(List.of(upstream("revision-" + revision))));
    }

    /// A revision with those settings, not stored.
    protected final Deployment newDeployment(
            Agent agent, Environment environment, int revision, DeploymentSettings settings) {
        Instant at = tick();
        return new Deployment(
                DeploymentId.create(randomness, at),
                agent.organization(),
                agent.id(),
                environment.id(),
                revision,
                settings,
                Optional.empty(),
                new Stamp(at, "deployer"),
                Optional.empty());
    }

    /// Settings that say something of everything.
    protected static DeploymentSettings fullSettings() {
        return new DeploymentSettings(
                List.of(upstream("one"), upstream("two")),
                false,
                Optional.of(CorsPolicy.EVERY_PAGE),
                new RouteTimeouts(
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ofMinutes(2)),
                        Optional.of(Duration.ofHours(3))),
                new UpstreamHeaders(Map.of("x-team", "payments=1, 2", "x-tier", "gold")),
                new MessagesPath("/v1/chat"));
    }

    /// A key for the whole organization that does not expire, stored.
    protected final ApiKey key(Organization organization, String name) {
        ApiKey key = newKey(organization, name, new KeyBinding.WholeOrganization());
        store.keys().insert(key);
        return key;
    }

    /// A key for an agent in an environment that does not expire, stored.
    protected final ApiKey key(Organization organization, String name, Agent agent, Environment environment) {
        ApiKey key = newKey(organization, name, new KeyBinding.AgentInEnvironment(agent.id(), environment.id()));
        store.keys().insert(key);
        return key;
    }

    /// A key that does not expire, not stored.
    protected final ApiKey newKey(Organization organization, String name, KeyBinding binding) {
        Stamp stamp = stamp("issuer");
        return new ApiKey(
                KeyId.create(randomness, stamp.at()),
                organization.id(),
                new DisplayName(name),
                KeyFormat.generatePublicId(randomness),
                newSecret(),
                binding,
                Labels.NONE,
                KeyRestrictions.NONE,
                Optional.empty(),
                stamp,
                stamp,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The remains of a secret that nobody knows.
    protected final StoredSecret newSecret() {
        return new StoredSecret(KeyDigest.of(randomness.bytes(KeyDigest.LENGTH)), 7, "sk_ost_abcd••••••••wxyz");
    }

    /// Holds the key's row and puts what becomes of it in its place, as operations do.
    protected final ApiKey change(ApiKey key, Function<ApiKey, ApiKey> change) {
        return store.transactions().inTransaction(() -> {
            ApiKey after =
                    change.apply(store.keys().lock(key.organization(), key.id()).orElseThrow());
            store.keys().update(after);
            return after;
        });
    }

    /// Runs work that answers nothing in a transaction.
    protected final void inTransaction(Runnable work) {
        Object unused = store.transactions().inTransaction(() -> {
            work.run();
            return "done";
        });
    }

    /// Everything a listing has, read page by page; checks that the pages are as long as they can be.
    protected static <T> List<T> allPages(int limit, Function<PageRequest, Page<T>> listing) {
        List<T> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = listing.apply(new PageRequest(limit, cursor));
            all.addAll(page.items());
            assertTrue(page.items().size() <= limit);
            assertFalse(page.items().isEmpty() && cursor.isPresent(), "a cursor that leads to nothing");
            assertTrue(cursor.isEmpty() || !cursor.equals(page.nextCursor()), "a cursor that leads to itself");
            cursor = page.nextCursor();
            assertTrue(cursor.isEmpty() || page.items().size() == limit, "a page that could be longer");
        } while (cursor.isPresent());
        return all;
    }

    /// Checks that the work is refused with exactly that code.
    protected static void assertRefused(ProblemCode code, Executable work) {
        assertEquals(code, assertThrows(RefusedException.class, work).code());
    }

    /// Runs the work in so many threads that begin at the same moment, and waits for them all. Fails as the first
    /// of them fails.
    ///
    /// @param work takes the number of its thread, from 0
    protected static void concurrently(int threads, IntConsumer work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(executor.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    work.accept(number);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
