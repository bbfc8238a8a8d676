package dev.ostiary.control.idempotency;

import dev.ostiary.core.idempotency.KnownCall;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// The call that a request has begun, and whether it was answered. Belongs to the request's thread.
final class BegunCall {
    private static final String ATTRIBUTE = BegunCall.class.getName();

    private final KnownCall call;
    private boolean isEnded;

    private BegunCall(KnownCall call) {
        this.call = call;
    }

    static BegunCall of(KnownCall call) {
        return new BegunCall(call);
    }

    static Optional<BegunCall> in(HttpServletRequest request) {
        return Optional.ofNullable((BegunCall) request.getAttribute(ATTRIBUTE));
    }

    void putInto(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    KnownCall call() {
        return call;
    }

    /// It has an answer, or failed.
    void end() {
        isEnded = true;
    }

    boolean isOpen() {
        return !isEnded;
    }
}
