package dev.ostiary.control.idempotency;

import dev.ostiary.core.idempotency.Idempotency;
import dev.ostiary.core.idempotency.KeptAnswer;
import dev.ostiary.core.problem.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/// Keeps the answer of a call that was begun, just before it is written: who hears it and asks again is answered
/// from what is kept. Refusals do not come by here.
@ControllerAdvice
final class AnswerKeeper implements ResponseBodyAdvice<Object> {
    private static final Logger log = LoggerFactory.getLogger(AnswerKeeper.class);

    private final Idempotency idempotency;
    private final KeptBodies bodies;

    AnswerKeeper(Idempotency idempotency, KeptBodies bodies) {
        this.idempotency = idempotency;
        this.bodies = bodies;
    }

    @Override
    public boolean supports(MethodParameter operation, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter operation,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body != null
                && request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer) {
            BegunCall.in(asked.getServletRequest())
                    .ifPresent(
                            begun -> keep(begun, answer.getServletResponse().getStatus(), answer.getHeaders(), body));
        }
        return body;
    }

    /// What was done must be answered so, also when that cannot be kept: the key then stays taken until its lease
    /// ends.
    private void keep(BegunCall begun, int status, HttpHeaders headers, Object body) {
        begun.end();
        Optional<String> kept = bodies.write(body);
        if (kept.isEmpty()) {
            log.atError()
                    .addKeyValue("body", body.getClass().getSimpleName())
                    .log("An answer shows a secret and does not say where: it is not kept.");
            return;
        }
        try {
            idempotency.finish(
                    begun.call(),
                    new KeptAnswer(
                            status,
                            first(headers, HttpHeaders.LOCATION),
                            first(headers, HttpHeaders.ETAG),
                            kept.get()));
        } catch (StoreException failure) {
            log.atWarn().setCause(failure).log("An answer cannot be kept for when it is asked for again.");
        }
    }

    private static Optional<String> first(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }
}
