package dev.ostiary.control.problem;

import java.io.IOException;

/// An answer that had begun and cannot be ended. Thrown past everybody it lets the server break the connection off, so
/// that nobody takes what has come for the whole. What failed was written down already.
final class BrokenOffException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOffException() {
        super("an answer that had begun was broken off");
    }

    /// Without a trace: it tells nothing, and the server writes it down.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    static boolean isBehind(Throwable failure) {
        return Causes.of(failure).anyMatch(BrokenOffException.class::isInstance);
    }
}
