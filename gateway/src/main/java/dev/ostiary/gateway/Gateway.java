package dev.ostiary.gateway;

import dev.ostiary.core.access.KeyDirectory;
import dev.ostiary.core.node.RouteSink;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Pepper;
import dev.ostiary.core.usage.UsageStore;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
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
    private final List<Channel> listeners = new ArrayList<>();
    private final UsageFlusher usageFlusher;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Gateway(GatewayContext context, UsageStore usage) {
        this.context = context;
        for (int i = 0; i < context.settings().eventLoops(); i++) {
            EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                    1,
                    new DefaultThreadFactory("gateway-" + i),
                    context.transport().ioHandler());
            groups.add(group);
            loops.add(new GatewayLoop(group.next(), context));
        }
        this.usageFlusher = new UsageFlusher(loops, usage);
    }

    /// Starts a gateway.
    ///
    /// @param directory the keys it knows, kept up by whoever follows the changes
    /// @param readiness whether directory and routes are loaded
    /// @param pepper of the digests in the directory
    /// @param usage where counts are stored
    /// @throws IOException when the address cannot be listened on; nothing is left running
    public static Gateway start(
            GatewaySettings settings,
            KeyDirectory directory,
            BooleanSupplier readiness,
            Pepper pepper,
            UsageStore usage,
            Randomness randomness,
            Clock clock)
            throws IOException {
        GatewayContext context = new GatewayContext(
                settings,
                Transport.best(),
                new RouteTable(),
                directory,
                readiness,
                pepper,
                randomness,
                clock,
                upstreamTls());
        Gateway gateway = new Gateway(context, usage);
        try {
            gateway.listen();
        } catch (IOException busy) {
            gateway.close();
            throw busy;
        }
        return gateway;
    }

    private static SslContext upstreamTls() throws SSLException {
        return SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private void listen() throws IOException {
        InetSocketAddress address = freeAddress();
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).start();
            if (i == 0 || context.transport().sharesPort()) {
                Channel listener = bind(i, address);
                listeners.add(listener);
                address = (InetSocketAddress) listener.localAddress();
            }
        }
        usageFlusher.start();
        LOG.atInfo()
                .addKeyValue("transport", context.transport().name())
                .addKeyValue("loops", loops.size())
                .log("gateway listens");
    }

    /// Makes sure that nobody listens on the address: listeners that share a port would otherwise join another
    /// process's.
    private InetSocketAddress freeAddress() throws IOException {
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getByName(context.settings().host()),
                context.settings().port());
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
            return (InetSocketAddress) probe.getLocalSocketAddress();
        }
    }

    private Channel bind(int index, InetSocketAddress address) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(groups.get(index), groups.get(index))
                .channel(context.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ClientInitializer(loops.get(index), context));
        if (context.transport().sharesPort()) {
            bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return bound.channel();
    }

    /// Where the routes are put that the gateway obeys.
    public RouteSink routes() {
        return context.routes();
    }

    /// The address it listens on.
    public URI url() {
        InetSocketAddress address = (InetSocketAddress) listeners.getFirst().localAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /// Stops listening, lets requests in progress end within the bound, stores what was counted, and stops.
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        List<Future<Void>> drained = loops.stream().map(GatewayLoop::drain).toList();
        long deadline = System.nanoTime() + context.settings().drainTimeout().toNanos();
        for (Future<Void> loop : drained) {
            if (!loop.awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                LOG.atWarn().log("requests were still in progress at the end of the drain time");
            }
        }
        loops.stream()
                .map(GatewayLoop::closeAll)
                .toList()
                .forEach(closed -> closed.awaitUninterruptibly(1, TimeUnit.SECONDS));
        usageFlusher.close();
        List<? extends Future<?>> ended = groups.stream()
                .map(group -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS))
                .toList();
        ended.forEach(Future::awaitUninterruptibly);
    }

    private static final class ClientInitializer extends ChannelInitializer<Channel> {
        private final GatewayLoop loop;
        private final GatewayContext context;

        ClientInitializer(GatewayLoop loop, GatewayContext context) {
            this.loop = loop;
            this.context = context;
        }

        @Override
        protected void initChannel(Channel channel) {
            ClientResponseEncoder encoder = new ClientResponseEncoder();
            ClientConnection connection = new ClientConnection(channel, encoder, loop, context);
            channel.pipeline().addLast(new ClientRequestDecoder(connection), encoder, connection);
        }
    }
}
