package dev.ostiary.gateway;

import dev.ostiary.core.agent.UpstreamUrl;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Makes a connection to an upstream: resolves its name off the event loop, tries each address in turn, and
/// does the TLS handshake where the upstream asks for it.
final class UpstreamConnector {
    private final UpstreamUrl upstream;
    private final EventLoop eventLoop;
    private final GatewayContext gateway;
    private final UpstreamPool pool;

    UpstreamConnector(UpstreamUrl upstream, EventLoop eventLoop, GatewayContext gateway, UpstreamPool pool) {
        this.upstream = upstream;
        this.eventLoop = eventLoop;
        this.gateway = gateway;
        this.pool = pool;
    }

    void connect(Exchange exchange) {
        resolve().addListener((Future<List<InetAddress>> resolved) -> {
            if (resolved.isSuccess()) {
                connect(exchange, resolved.getNow().iterator());
            } else {
                fail(exchange);
            }
        });
    }

    private Future<List<InetAddress>> resolve() {
        String host = upstream.host();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                return eventLoop.newSucceededFuture(List.of(InetAddress.getByAddress(literal)));
            } catch (UnknownHostException wrongLength) {
                return eventLoop.newFailedFuture(wrongLength);
            }
        }
        Promise<List<InetAddress>> promise = eventLoop.newPromise();
        Thread.ofVirtual().name("resolver").start(() -> {
            try {
                promise.setSuccess(Arrays.asList(InetAddress.getAllByName(host)));
            } catch (UnknownHostException | RuntimeException unknown) {
                promise.setFailure(unknown);
            }
        });
        return promise;
    }

    private void connect(Exchange exchange, Iterator<InetAddress> addresses) {
        if (!addresses.hasNext()) {
            fail(exchange);
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(eventLoop)
                .channel(gateway.transport().channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        gateway.settings().connectTimeout().toMillis())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Gateway.WATER_MARK)
                .handler(new Initializer())
                .connect(new InetSocketAddress(addresses.next(), upstream.port()));
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                secured(connecting.channel()).addListener(secured -> {
                    if (secured.isSuccess()) {
                        hand(connecting.channel(), exchange);
                    } else {
                        connecting.channel().close();
                        fail(exchange);
                    }
                });
            } else {
                connect(exchange, addresses);
            }
        });
    }

    private Future<Channel> secured(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? eventLoop.newSucceededFuture(channel) : tls.handshakeFuture();
    }

    private void hand(Channel channel, Exchange exchange) {
        UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
        if (connection.establish()) {
            exchange.connected(connection);
        } else {
            fail(exchange);
        }
    }

    private void fail(Exchange exchange) {
        pool.connectFailed();
        exchange.connectFailed();
    }

    private final class Initializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (upstream.isTls()) {
                channel.pipeline()
                        .addLast(gateway.upstreamTls().newHandler(channel.alloc(), upstream.host(), upstream.port()));
            }
            UpstreamConnection connection = pool.connection(channel);
            channel.pipeline().addLast(connection.decoder(), new HttpRequestEncoder(), connection);
        }
    }
}
