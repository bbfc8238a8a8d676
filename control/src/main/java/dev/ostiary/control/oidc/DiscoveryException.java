package dev.ostiary.control.oidc;

/// An identity provider's description of itself cannot be had, or is not one.
final class DiscoveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DiscoveryException(String message) {
        super(message);
    }

    DiscoveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
