package dev.ostiary.core.vault;

/// A stored secret that does not open: it was damaged or moved by another hand than ours, or its master key is not
/// here. A fault, which says nothing of the secret.
public final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableSecretException(String message) {
        super(message);
    }

    public UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
