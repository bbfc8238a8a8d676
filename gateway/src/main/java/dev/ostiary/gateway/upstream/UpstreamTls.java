package dev.ostiary.gateway.upstream;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// How upstreams behind `https` are known: by a certificate of a trusted authority that names the host. Which HTTP is
/// spoken they choose.
///
/// @param negotiating offers HTTP/2 and HTTP/1.1
/// @param http1 offers HTTP/1.1 alone, for what HTTP/2 cannot carry
record UpstreamTls(SslContext negotiating, SslContext http1) {
    /// @param certificates trusted besides the system's; null for none
    /// @throws IOException when they cannot be read
    static UpstreamTls trusting(@Nullable Path certificates) throws IOException {
        TrustManagerFactory trust = certificates == null ? null : systemAnd(certificates);
        return new UpstreamTls(
                context(trust, ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1),
                context(trust, ApplicationProtocolNames.HTTP_1_1));
    }

    private static SslContext context(@Nullable TrustManagerFactory trust, String... protocols) throws SSLException {
        return SslContextBuilder.forClient()
                .trustManager(trust)
                .endpointIdentificationAlgorithm("HTTPS")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols))
                .build();
    }

    private static TrustManagerFactory systemAnd(Path certificates) throws IOException {
        try (InputStream pem = Files.newInputStream(certificates)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            TrustManagerFactory system = factory(null);
            for (TrustManager manager : system.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    for (X509Certificate authority : known.getAcceptedIssuers()) {
                        trusted.setCertificateEntry("system-" + trusted.size(), authority);
                    }
                }
            }
            for (Certificate further : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("further-" + trusted.size(), further);
            }
            return factory(trusted);
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("cannot read the certificates in " + certificates, unreadable);
        }
    }

    private static TrustManagerFactory factory(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
