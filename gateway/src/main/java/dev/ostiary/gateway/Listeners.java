package dev.ostiary.gateway;

import dev.ostiary.gateway.tls.CertificateFolder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sockets that a gateway listens on at one address: one for each event loop, where they may share a port.
final class Listeners {
    private final GatewayContext context;
    private final String scheme;
    private final List<Channel> channels = new ArrayList<>();

    private Listeners(GatewayContext context, String scheme) {
        this.context = context;
        this.scheme = scheme;
    }

    /// Begins to listen.
    ///
    /// @param certificates for TLS; null for a listener without
    /// @throws IOException when the address cannot be listened on; nothing listens then
    static Listeners open(
            GatewayContext context,
            List<GatewayLoop> loops,
            String host,
            int port,
            @Nullable CertificateFolder certificates)
            throws IOException {
        Listeners listeners = new Listeners(context, certificates == null ? "http" : "https");
        try {
            listeners.bind(loops, freeAddress(host, port), certificates);
        } catch (IOException busy) {
            listeners.close();
            throw busy;
        }
        return listeners;
    }

    private void bind(List<GatewayLoop> loops, InetSocketAddress wanted, @Nullable CertificateFolder certificates)
            throws IOException {
        InetSocketAddress address = wanted;
        for (GatewayLoop loop : loops) {
            if (channels.isEmpty() || context.transport().sharesPort()) {
                channels.add(bind(loop, address, certificates));
                address = (InetSocketAddress) channels.getFirst().localAddress();
            }
        }
    }

    /// Makes sure that nobody listens on the address: listeners that share a port would otherwise join another
    /// process's.
    private static InetSocketAddress freeAddress(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
            return (InetSocketAddress) probe.getLocalSocketAddress();
        }
    }

    private Channel bind(GatewayLoop loop, InetSocketAddress address, @Nullable CertificateFolder certificates)
            throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop.eventLoop(), loop.eventLoop())
                .channel(context.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Gateway.WATER_MARK)
                .childHandler(new ClientInitializer(loop, context, certificates));
        if (context.transport().sharesPort()) {
            bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return bound.channel();
    }

    URI url() {
        InetSocketAddress address = (InetSocketAddress) channels.getFirst().localAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    void close() {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
    }
}
