package dev.ostiary.gateway.observe;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// What orchestrators and monitoring ask of a gateway that runs alone: `/healthz`, `/readyz` and `/metrics`, on a
/// port and a thread of their own, so that they are answered however busy the gateway is. It asks for no
/// credential: let it listen where only those may come who shall know.
public final class HealthServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_LINE = 2048;
    private static final int MAX_HEADERS = 8192;
    private static final int MAX_BODY = 1024;
    private static final int IDLE_SECONDS = 30;

    private final EventLoopGroup group;
    private final Channel listener;

    private HealthServer(EventLoopGroup group, Channel listener) {
        this.group = group;
        this.listener = listener;
    }

    /// Starts one.
    ///
    /// @param port to listen on; 0 takes a free one
    /// @param node tells whether the node is ready
    /// @param observation has the metrics
    /// @throws IOException when the address cannot be listened on; nothing is left running
    public static HealthServer start(String host, int port, NodeState node, Observation observation)
            throws IOException {
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("health", true), NioIoHandler.newFactory());
        HealthConnections connections = new HealthConnections(MAX_CONNECTIONS);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        connections,
                                        new ReadTimeoutHandler(IDLE_SECONDS),
                                        new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_BODY),
                                        new HttpObjectAggregator(MAX_BODY, true),
                                        new HealthHandler(node, observation));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getByName(host), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + host + ":" + port, bound.cause());
        }
        return new HealthServer(group, bound.channel());
    }

    /// The address it listens on.
    public URI url() {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
