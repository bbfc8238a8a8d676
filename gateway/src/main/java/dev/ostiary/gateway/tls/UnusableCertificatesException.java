package dev.ostiary.gateway.tls;

import java.io.IOException;
import java.io.Serial;

/// A folder of certificates that nothing can be served with. The message says what is wrong with it, all of it.
public final class UnusableCertificatesException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusableCertificatesException(String message) {
        super(message);
    }
}
