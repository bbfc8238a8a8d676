package dev.ostiary.control.idempotency;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/// Which operations take an `Idempotency-Key`: every `POST` that makes something, which is what 201 says, and those
/// that are marked.
public final class IdempotentOperations {
    /// The header that holds the key.
    public static final String HEADER = "Idempotency-Key";

    /// The header of an answer that was given before.
    public static final String REPLAYED = "Idempotency-Replayed";

    private IdempotentOperations() {}

    /// Whether that one does.
    public static boolean include(HandlerMethod operation) {
        boolean isPost = operation.hasMethodAnnotation(PostMapping.class);
        boolean makes = Optional.ofNullable(operation.getMethodAnnotation(ResponseStatus.class))
                .filter(status -> status.value() == HttpStatus.CREATED)
                .isPresent();
        return isPost && makes || operation.hasMethodAnnotation(TakesIdempotencyKey.class);
    }
}
