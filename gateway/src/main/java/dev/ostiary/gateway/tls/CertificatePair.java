package dev.ostiary.gateway.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// A certificate with its chain and its key, checked and ready to serve.
///
/// @param names the host names it is for, in lower case; some may begin with `*.`
/// @param expiresAt when it stops being valid
record CertificatePair(TreeSet<String> names, Instant expiresAt, SslContext context) {
    private static final byte[] PROBE = "does the key belong to the certificate?".getBytes(US_ASCII);

    /// Reads a pair of files.
    static CertificatePair load(Path certificate, Path key) throws BadCertificateException {
        List<X509Certificate> chain = chain(read(certificate));
        X509Certificate own = chain.getFirst();
        PrivateKey privateKey = Pem.privateKey(new String(read(key), StandardCharsets.ISO_8859_1), own.getPublicKey());
        if (!belongTogether(privateKey, own.getPublicKey())) {
            throw new BadCertificateException("the private key is not the certificate's");
        }
        return new CertificatePair(names(own), own.getNotAfter().toInstant(), context(privateKey, chain));
    }

    private static byte[] read(Path file) throws BadCertificateException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new BadCertificateException(file.getFileName() + " is missing or cannot be read");
        }
    }

    private static List<X509Certificate> chain(byte[] pem) throws BadCertificateException {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException notPem) {
            // Said below.
        }
        throw new BadCertificateException("the certificate file holds no certificate in PEM");
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException unsuited) {
            return false;
        }
    }

    private static TreeSet<String> names(X509Certificate certificate) throws BadCertificateException {
        TreeSet<String> names = new TreeSet<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                for (List<?> name : certificate.getSubjectAlternativeNames()) {
                    if (name.getFirst().equals(DNS_NAME)) {
                        names.add(Certificates.normal((String) name.get(1)));
                    }
                }
            }
        } catch (CertificateException unreadable) {
            throw new BadCertificateException("the certificate's names cannot be read");
        }
        return names;
    }

    /// The tag of a `GeneralName` that is a host name (RFC 5280, section 4.2.1.6).
    private static final Integer DNS_NAME = 2;

    private static SslContext context(PrivateKey key, List<X509Certificate> chain) throws BadCertificateException {
        try {
            return SslContextBuilder.forServer(key, chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (IOException | RuntimeException unsuited) {
            throw new BadCertificateException("the pair is not one that TLS can serve with");
        }
    }
}
