package dev.ostiary.core.problem;

/// The store failed: it cannot be reached, or broke off. A fault, never a refusal: it answers 503, and never lets a
/// request pass or a key seem unknown.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
