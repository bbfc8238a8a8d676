package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.credit.CreditAccountId;
import dev.ostiary.core.node.RouteSink;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.route.RouteSnapshot;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.gateway.credit.CreditLedger;
import dev.ostiary.gateway.observe.Observation;
import dev.ostiary.gateway.observe.Recorder;
import dev.ostiary.gateway.tls.CertificateFolder;
import dev.ostiary.gateway.upstream.UpstreamNetwork;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door: takes requests, decides each, forwards what is allowed and refuses the rest. Until it is ready it answers
/// 503.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final GatewayContext context;
    private final List<EventLoopGroup> groups = new ArrayList<>();
    private final List<GatewayLoop> loops = new ArrayList<>();
    private final List<Listeners> listeners = new ArrayList<>();
    private final UsageFlusher usageFlusher;
    private final TrafficFlusher trafficFlusher;
    private final Observation observation;
    private final AtomicBoolean isDraining = new AtomicBoolean();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private @Nullable CertificateFolder certificates;

    private Gateway(GatewayContext context, GatewayStores stores, Observation observation) {
        this.context = context;
        this.observation = observation;
        List<Recorder> recorders = observation.recorders(context.settings().eventLoops());
        for (int i = 0; i < context.settings().eventLoops(); i++) {
            EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                    1,
                    new DefaultThreadFactory("gateway-" + i),
                    context.transport().ioHandler());
            groups.add(group);
            loops.add(new GatewayLoop(group.next(), context, recorders.get(i)));
        }
        this.usageFlusher = new UsageFlusher(loops, stores.usage(), stores.spending());
        this.trafficFlusher = new TrafficFlusher(loops, stores.traffic(), context.clock());
    }

    /// Starts a gateway.
    ///
    /// @param directory the keys it knows, kept up by whoever follows the changes
    /// @param readiness whether directory and routes are loaded
    /// @param peppers those that digests in the directory may have in them, newest first
    /// @param stores where it writes what it does
    /// @param observation hears of every request; it stays the caller's, to be closed after the gateway
    /// @throws IOException when an address cannot be listened on or a certificate cannot be used; nothing is left
    /// running
    public static Gateway start(
            GatewaySettings settings,
            KeyDirectory directory,
            BooleanSupplier readiness,
            List<Pepper> peppers,
            GatewayStores stores,
            Observation observation,
            Randomness randomness,
            Clock clock)
            throws IOException {
        Transport transport = Transport.best();
        GatewayContext context = new GatewayContext(
                settings,
                transport,
                new RouteTable(),
                directory,
                readiness,
                List.copyOf(peppers),
                randomness,
                clock,
                UpstreamNetwork.of(transport.channel(), settings.upstreams()),
                new ConnectionLimiter(settings.limits()),
                AdmissionContext.of(settings.admission(), stores.denials(), randomness, clock),
                new Metering(
                        new CreditLedger(stores.leases(), observation.credits(), System::nanoTime),
                        observation.credits()));
        Gateway gateway = new Gateway(context, stores, observation);
        try {
            gateway.listen();
        } catch (IOException busy) {
            gateway.close();
            throw busy;
        }
        return gateway;
    }

    private void listen() throws IOException {
        loops.forEach(GatewayLoop::start);
        usageFlusher.start();
        trafficFlusher.start();
        context.metering().ledger().start();
        context.admission().journal().start();
        GatewaySettings settings = context.settings();
        TlsListener tls = settings.tls();
        if (tls != null) {
            certificates = CertificateFolder.open(tls.certificates(), context.clock());
        }
        listeners.add(Listeners.open(context, loops, settings.host(), settings.port(), null));
        if (tls != null) {
            listeners.add(Listeners.open(context, loops, tls.host(), tls.port(), certificates));
        }
        LOG.atInfo()
                .addKeyValue("transport", context.transport().name())
                .addKeyValue("loops", loops.size())
                .log("gateway listens");
    }

    /// Where the routes are put that the gateway obeys.
    public RouteSink routes() {
        CreditLedger ledger = context.metering().ledger();
        return new RouteSink() {
            @Override
            public void replace(RouteSnapshot snapshot) {
                context.routes().replace(snapshot);
                ledger.plansChanged(snapshot.metered());
                observation.served(snapshot.routes().size());
            }

            @Override
            public void creditsChanged(CreditAccountId account) {
                ledger.changed(account);
            }

            @Override
            public void creditsUnknown() {
                ledger.allChanged();
            }
        };
    }

    /// Goes over to other peppers, newest first, while it serves. Returns when every request is judged by them.
    public void replacePeppers(List<Pepper> peppers) {
        List<? extends Future<?>> replaced =
                loops.stream().map(loop -> loop.replacePeppers(peppers)).toList();
        replaced.forEach(loop -> loop.awaitUninterruptibly(1, TimeUnit.SECONDS));
    }

    /// The address it listens on without TLS.
    public URI url() {
        return listeners.getFirst().url();
    }

    /// The address it listens on with TLS, if it does.
    public Optional<URI> tlsUrl() {
        return listeners.size() < 2
                ? Optional.empty()
                : Optional.of(listeners.get(1).url());
    }

    /// Takes up the certificates that are in the folder now; they are looked for every few seconds besides.
    ///
    /// @return whether all could be used; those that could not are logged, and what was before them goes on serving
    public boolean reloadCertificates() {
        return certificates == null || certificates.reload();
    }

    /// Ends serving: goes on for the lead time, in which `/readyz` is red already, then listens no more and lets
    /// requests in progress end within the bound. Idle connections are closed, those of HTTP/2 after a `GOAWAY`,
    /// those of HTTP/1 with requests after the present one. Returns when all has ended or the time is over.
    public void drain() {
        if (isDraining.getAndSet(true)) {
            return;
        }
        if (!listeners.isEmpty()) {
            pause(context.settings().drainLead());
        }
        listeners.forEach(Listeners::close);
        List<Future<Void>> drained = loops.stream().map(GatewayLoop::drain).toList();
        long deadline = System.nanoTime() + context.settings().drainTimeout().toNanos();
        for (Future<Void> loop : drained) {
            if (!loop.awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                LOG.atWarn().log("requests were still in progress at the end of the drain time");
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /// Drains, breaks off what is left, stores what was counted, and stops.
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        drain();
        loops.stream()
                .map(GatewayLoop::closeAll)
                .toList()
                .forEach(closed -> closed.awaitUninterruptibly(1, TimeUnit.SECONDS));
        usageFlusher.close();
        trafficFlusher.close();
        context.metering().ledger().close();
        context.admission().journal().close();
        if (certificates != null) {
            certificates.close();
        }
        List<? extends Future<?>> ended = groups.stream()
                .map(group -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS))
                .toList();
        ended.forEach(Future::awaitUninterruptibly);
    }
}
