package dev.ostiary.gateway;

import dev.ostiary.gateway.tls.CertificateFolder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/// Prepares the connections that one event loop accepts at one listener.
final class ClientInitializer extends ChannelInitializer<Channel> {
    /// What a `ClientHello` may be long: as much as one handshake message of the usual kind, several times over.
    private static final int MAX_CLIENT_HELLO = 64 * 1024;

    private final GatewayLoop loop;
    private final GatewayContext context;
    private final @Nullable CertificateFolder certificates;

    /// Makes one.
    ///
    /// @param certificates for TLS; null for a listener without
    ClientInitializer(GatewayLoop loop, GatewayContext context, @Nullable CertificateFolder certificates) {
        this.loop = loop;
        this.context = context;
        this.certificates = certificates;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (certificates != null) {
            long handshake = context.settings().timeouts().handshake().toMillis();
            channel.pipeline().addLast(new ByName(certificates, handshake));
        }
        channel.pipeline().addLast(new ConnectionStart(channel, loop, context, certificates != null));
    }

    private static final class ByName extends SniHandler {
        private final long handshakeMillis;

        ByName(CertificateFolder certificates, long handshakeMillis) {
            super(certificates::select, MAX_CLIENT_HELLO, handshakeMillis);
            this.handshakeMillis = handshakeMillis;
        }

        @Override
        protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
            SslHandler handler = super.newSslHandler(context, allocator);
            handler.setHandshakeTimeoutMillis(handshakeMillis);
            return handler;
        }
    }
}
