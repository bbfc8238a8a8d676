package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Makes one connection: TCP, TLS where the upstream asks for it, and as much of HTTP as shows which it is.
final class Connector {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final Endpoint endpoint;
    private final Upstreams upstreams;
    private final boolean isHttp1Asked;
    private final Duration timeout;
    private final Outcome outcome;
    private @Nullable Future<?> bell;
    private boolean isDone;

    /// What came of it: one of these, once.
    interface Outcome {
        void connected(Http1Connection connection);

        void connected(Http2Connection connection);

        void failed();
    }

    /// @param isHttp1Asked whether HTTP/2 will not do
    Connector(Endpoint endpoint, Upstreams upstreams, boolean isHttp1Asked, Duration timeout, Outcome outcome) {
        this.endpoint = endpoint;
        this.upstreams = upstreams;
        this.isHttp1Asked = isHttp1Asked;
        this.timeout = timeout;
        this.outcome = outcome;
    }

    void connect() {
        ChannelFuture connecting = new Bootstrap()
                .group(upstreams.eventLoop())
                .channel(upstreams.network().socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new Initializer())
                .connect(endpoint.address());
        Channel channel = connecting.channel();
        bell = upstreams.eventLoop().schedule(() -> fail(channel), timeout.toMillis(), TimeUnit.MILLISECONDS);
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                fail(channel);
            } else if (endpoint.origin().key().protocol() == Origin.Protocol.HTTP1) {
                done(channel.pipeline().get(Http1Connection.class));
            }
        });
        channel.closeFuture().addListener(closed -> fail(channel));
    }

    private void done(Http1Connection connection) {
        if (!isDone) {
            if (connection.establish()) {
                finish();
                outcome.connected(connection);
            } else {
                fail(connection.channel());
            }
        }
    }

    private void done(Http2Connection connection) {
        if (!isDone) {
            finish();
            outcome.connected(connection);
        }
    }

    private void fail(Channel channel) {
        if (!isDone) {
            finish();
            channel.close();
            outcome.failed();
        }
    }

    private void finish() {
        isDone = true;
        if (bell != null) {
            bell.cancel(false);
        }
    }

    private Http1Connection addHttp1(Channel channel) {
        Http1Connection connection = new Http1Connection(
                channel, endpoint, upstreams.network().settings().maxIdle().toNanos());
        Http1Codec.add(channel.pipeline(), connection);
        channel.pipeline().addLast(connection);
        return connection;
    }

    private void addHttp2(Channel channel) {
        Http2Connection connection = new Http2Connection(channel, endpoint, upstreams, this::done);
        Http2Codec.add(channel.pipeline());
        channel.pipeline().addLast(connection);
    }

    /// The JDK tells the server no name without a dot by itself, as `models` in a cluster or `localhost`.
    private static void nameHost(SslHandler handler, String host) {
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host) && !host.endsWith(".")) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            // As bytes: names in clusters may have underscores, which this class takes in no text.
            parameters.setServerNames(List.of(new SNIHostName(host.getBytes(US_ASCII))));
            handler.engine().setSSLParameters(parameters);
        }
    }

    private final class Initializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            Origin.Key origin = endpoint.origin().key();
            switch (origin.protocol()) {
                case HTTP1 -> addHttp1(channel);
                case HTTP2 -> addHttp2(channel);
                case TLS -> {
                    UpstreamTls tls = upstreams.network().tls();
                    SslContext context = isHttp1Asked ? tls.http1() : tls.negotiating();
                    SslHandler handler = context.newHandler(channel.alloc(), origin.host(), origin.port());
                    nameHost(handler, origin.host());
                    handler.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
                    channel.pipeline().addLast(handler, new Negotiation(handler));
                }
            }
        }
    }

    /// Waits for the end of the TLS handshake, and has the connection speak what was agreed on.
    private final class Negotiation extends ChannelInboundHandlerAdapter {
        private final SslHandler tls;

        Negotiation(SslHandler tls) {
            this.tls = tls;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, @Nullable Object event) {
            if (event instanceof SslHandshakeCompletionEvent completion) {
                Channel channel = context.channel();
                if (!completion.isSuccess()) {
                    fail(channel);
                } else if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                    addHttp2(channel);
                    channel.pipeline().remove(this);
                } else {
                    Http1Connection connection = addHttp1(channel);
                    channel.pipeline().remove(this);
                    done(connection);
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
