package dev.ostiary.control.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.control.security.Speaker;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.idempotency.Idempotency;
import dev.ostiary.core.idempotency.Idempotency.Standing;
import dev.ostiary.core.idempotency.IdempotencyKey;
import dev.ostiary.core.idempotency.KeptAnswer;
import dev.ostiary.core.idempotency.RepeatableCall;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/// Begins a call that carries an `Idempotency-Key`, or answers it as it was answered before; and frees the key of
/// one that failed. Answers are kept by [AnswerKeeper].
final class IdempotencyInterceptor implements HandlerInterceptor {
    private final Idempotency idempotency;
    private final FailedCalls failedCalls;

    IdempotencyInterceptor(Idempotency idempotency, FailedCalls failedCalls) {
        this.idempotency = idempotency;
        this.failedCalls = failedCalls;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        List<String> keys = Collections.list(request.getHeaders(IdempotentOperations.HEADER));
        if (keys.isEmpty()
                || !(handler instanceof HandlerMethod operation)
                || !IdempotentOperations.include(operation)) {
            return true;
        }
        Optional<IdempotencyKey> key = Optional.of(keys)
                .filter(given -> given.size() == 1)
                .flatMap(given -> IdempotencyKey.parse(given.getFirst()));
        if (key.isEmpty()) {
            throw RefusedException.field(
                    IdempotentOperations.HEADER,
                    "give 1 to " + IdempotencyKey.MAX_LENGTH + " visible characters of ASCII, once");
        }
        return switch (idempotency.begin(call(request, key.get()))) {
            case Standing.Begun(var begun) -> {
                BegunCall.of(begun).putInto(request);
                Speaker.change(actor -> actor.doing(begun.claim()));
                yield true;
            }
            case Standing.Done(KeptAnswer answer) -> {
                replay(answer, response);
                yield false;
            }
            case Standing.InProgress _ -> {
                // Almost every call ends within it; one that a server's end has lost is asked for again as often.
                response.setHeader("Retry-After", "1");
                throw new RefusedException(ProblemCode.IDEMPOTENCY_IN_PROGRESS);
            }
            case Standing.AnswerLost _ -> throw new RefusedException(ProblemCode.IDEMPOTENCY_ANSWER_LOST);
            case Standing.Reused _ -> throw new RefusedException(ProblemCode.IDEMPOTENCY_REUSED);
        };
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        failedCalls.release(request);
    }

    private static RepeatableCall call(HttpServletRequest request, IdempotencyKey key) throws IOException {
        RepeatableBody body = WebUtils.getNativeRequest(request, RepeatableBody.class);
        Authentication speaker = SecurityContextHolder.getContext().getAuthentication();
        if (body == null || speaker == null || !(speaker.getPrincipal() instanceof Actor actor)) {
            throw new IllegalStateException("behind the filters there are an actor and a body that was read");
        }
        String query = request.getQueryString();
        String target = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        return RepeatableCall.of(actor, key, request.getMethod(), target, body.body());
    }

    private static void replay(KeptAnswer answer, HttpServletResponse response) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        response.setStatus(answer.status());
        answer.location().ifPresent(location -> response.setHeader("Location", location));
        answer.tag().ifPresent(tag -> response.setHeader("ETag", tag));
        response.setHeader(IdempotentOperations.REPLAYED, "true");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
