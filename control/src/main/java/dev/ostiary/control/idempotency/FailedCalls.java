package dev.ostiary.control.idempotency;

import dev.ostiary.core.idempotency.Idempotency;
import dev.ostiary.core.problem.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// Frees the keys of calls that fail, before they are answered: who hears that may send the mended request at once. The
/// answer is left to others.
final class FailedCalls implements HandlerExceptionResolver, Ordered {
    private static final Logger log = LoggerFactory.getLogger(FailedCalls.class);

    private final Idempotency idempotency;

    FailedCalls(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        release(request);
        return null;
    }

    /// Frees the key of the request's call, when one was begun and has no answer. A key that cannot be freed now is
    /// free when its lease ends.
    void release(HttpServletRequest request) {
        BegunCall.in(request).filter(BegunCall::isOpen).ifPresent(begun -> {
            begun.end();
            try {
                idempotency.release(begun.call());
            } catch (StoreException failure) {
                log.atWarn().setCause(failure).log("The key of a failed call is not free before its lease ends.");
            }
        });
    }
}
