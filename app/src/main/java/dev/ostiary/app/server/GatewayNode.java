package dev.ostiary.app.server;

import dev.ostiary.app.routes.FileProblem;
import dev.ostiary.app.routes.MergedRoutes;
import dev.ostiary.app.routes.RoutesFile;
import dev.ostiary.app.routes.RoutesFileException;
import dev.ostiary.control.wiring.MetricsSource;
import dev.ostiary.core.access.PackedKeyDirectory;
import dev.ostiary.core.credit.CreditLeases;
import dev.ostiary.core.node.Follower;
import dev.ostiary.core.node.NodeId;
import dev.ostiary.core.node.NodeIdentity;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.MasterKeyRing;
import dev.ostiary.core.store.Store;
import dev.ostiary.gateway.Gateway;
import dev.ostiary.gateway.GatewayStores;
import dev.ostiary.gateway.observe.HealthServer;
import dev.ostiary.gateway.observe.Observation;
import dev.ostiary.gateway.observe.Scrape;
import dev.ostiary.gateway.tls.UnusableCertificatesException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway and what it obeys: the keys and routes of a store, followed as they change, and the routes of a file.
final class GatewayNode {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayNode.class);
    private static final String HEALTH_HOST = "127.0.0.1";

    private final GatewayChoices choices;
    private final String version;
    private final Optional<RoutesFile> routesFile;
    private final Parts parts;
    private final Randomness randomness;
    private final Clock clock;
    private final Readiness readiness;
    private Optional<NodeId> id = Optional.empty();
    private volatile Optional<Observation> observation = Optional.empty();
    private Optional<HealthServer> health = Optional.empty();
    private Optional<Gateway> gateway = Optional.empty();

    private GatewayNode(
            GatewayChoices choices,
            String version,
            Optional<RoutesFile> routesFile,
            Parts parts,
            Randomness randomness,
            Clock clock) {
        this.choices = choices;
        this.version = version;
        this.routesFile = routesFile;
        this.parts = parts;
        this.randomness = randomness;
        this.clock = clock;
        this.readiness = new Readiness(clock);
    }

    /// Looks for every reason not to start, the routes file among them. Changes nothing.
    ///
    /// @param version of this program
    /// @param parts take over what is started
    static GatewayNode check(GatewayChoices choices, String version, Parts parts, Randomness randomness, Clock clock) {
        choices.address().check();
        choices.tlsAddress().ifPresent(ListenAddress::check);
        choices.upstreamAuthorities().ifPresent(Authorities::check);
        return new GatewayNode(choices, version, choices.routes().map(GatewayNode::read), parts, randomness, clock);
    }

    private static RoutesFile read(Path path) {
        try {
            return RoutesFile.read(path);
        } catch (RoutesFileException wrong) {
            throw StartRefused.because(wrong.problems().stream()
                    .map((FileProblem problem) -> problem.in(path.toString()))
                    .collect(Collectors.joining("\n", "the routes file is wrong; correct it and start again\n", "")));
        } catch (IOException unreadable) {
            throw StartRefused.because(
                    "cannot read the routes file " + path + "; check --routes and that this account" + " may read it");
        }
    }

    /// Listens, and begins to load what it obeys; until that is done every request is answered 503.
    ///
    /// @return where it listens, as this machine can call it
    URI listen(Store store, MasterKeys masterKeys) {
        PackedKeyDirectory directory = new PackedKeyDirectory();
        Observation observed = observe(directory::size);
        tellHealth(observed, directory::size);
        Gateway started = parts.add(start(store, masterKeys.ring(), directory, observed));
        gateway = Optional.of(started);
        masterKeys.ring().follow(started::replacePeppers);
        MergedRoutes routes = new MergedRoutes(started.routes());
        routesFile.ifPresent(file -> parts.add(file).follow(routes));
        NodeIdentity node = identity();
        Follower follower = parts.add(new Follower(
                node,
                store.feed(),
                store.dataPlane(),
                directory,
                routes,
                store.nodes(),
                new LoggingFollowerListener(),
                clock));
        readiness.of(follower);
        follower.start();
        id = Optional.of(node.id());
        masterKeys.rotation().add(node.id());
        parts.add(this::drain);
        return choices.address().reachable(started.url());
    }

    /// Where it listens with TLS, as this machine can call it, if it does.
    Optional<URI> tlsUrl() {
        return gateway.flatMap(Gateway::tlsUrl).map(choices.address()::reachable);
    }

    private NodeIdentity identity() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new NodeIdentity(
                new NodeId("node_" + randomness.timeOrdered(now)),
                choices.name().orElseGet(MachineName::read),
                version,
                now);
    }

    /// Lets requests in progress end while changes are still followed: a key revoked meanwhile ends its streams.
    private void drain() {
        LOG.atInfo().log("told to end: no longer ready, requests in progress may end");
        readiness.drain();
        gateway.ifPresent(Gateway::drain);
    }

    /// Waits until it has loaded everything and counts as a node.
    void awaitReady(Store store) {
        id.ifPresent(node -> new NodeWait(store.nodes()).untilReported(node));
    }

    /// Where health and metrics are told.
    URI healthUrl() {
        return health.orElseThrow(() -> new IllegalStateException("no health port was asked for"))
                .url();
    }

    /// The metrics at this moment, in the format that the `Accept` header asks for. From any thread.
    MetricsSource.Page metrics(String accept) {
        Scrape scrape = observation
                .orElseThrow(() -> new RefusedException(ProblemCode.GATEWAY_NOT_READY))
                .scrape(accept);
        return new MetricsSource.Page(scrape.contentType(), scrape.text());
    }

    private Observation observe(LongSupplier keys) {
        try {
            Observation opened = parts.add(
                    Observation.open(choices.accessLog(), new FollowedState(readiness, keys), randomness, clock));
            observation = Optional.of(opened);
            return opened;
        } catch (IOException impossible) {
            throw StartRefused.because(
                    "cannot write the access log; check --access-log and that this account may" + " write there");
        }
    }

    private void tellHealth(Observation observed, LongSupplier keys) {
        if (choices.healthPort().isEmpty()) {
            return;
        }
        ListenAddress address =
                new ListenAddress(HEALTH_HOST, choices.healthPort().getAsInt(), "--health-port");
        try {
            health = Optional.of(parts.add(
                    HealthServer.start(address.host(), address.port(), new FollowedState(readiness, keys), observed)));
        } catch (IOException busy) {
            throw address.unusable(busy);
        }
    }

    /// Whether what is loaded is also up to date.
    boolean isFresh() {
        return readiness.isFresh();
    }

    /// Reads what it reads from files again.
    void reload() {
        routesFile.ifPresent(RoutesFile::reload);
        observation.ifPresent(Observation::reopenLog);
        gateway.ifPresent(Gateway::reloadCertificates);
    }

    private Gateway start(Store store, MasterKeyRing ring, PackedKeyDirectory directory, Observation observed) {
        try {
            return Gateway.start(
                    choices.settings(),
                    directory,
                    choices.refusesWhenStale() ? readiness::isHeard : readiness::isLoaded,
                    ring.peppers(),
                    new GatewayStores(
                            store.usage(),
                            store.traffic(),
                            store.credits(),
                            new CreditLeases(store.transactions(), store.plans(), store.credits(), clock),
                            store.denials()),
                    observed,
                    randomness,
                    clock);
        } catch (UnusableCertificatesException unusable) {
            throw StartRefused.because(unusable.getMessage() + "; or name another folder with --tls");
        } catch (IOException busy) {
            throw choices.address().unusable(busy);
        }
    }
}
