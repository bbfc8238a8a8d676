package dev.ostiary.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/// A file of certificates (PEM) of authorities.
final class Authorities {
    private Authorities() {}

    /// Sees to it that there is one at least, and that all can be read.
    static void check(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty()) {
                throw StartRefused.because(file + " holds no certificate; give --upstream-ca a file of them in PEM");
            }
        } catch (CertificateException notCertificates) {
            throw StartRefused.because(
                    file + " holds what is no certificate; give --upstream-ca a file of them in PEM");
        } catch (IOException unreadable) {
            throw StartRefused.because(
                    "cannot read " + file + "; check --upstream-ca and that this account may read it");
        }
    }
}
