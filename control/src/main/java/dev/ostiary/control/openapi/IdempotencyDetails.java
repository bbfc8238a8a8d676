package dev.ostiary.control.openapi;

import dev.ostiary.control.idempotency.IdempotentOperations;
import dev.ostiary.core.idempotency.IdempotencyKey;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;

/// How `Idempotency-Key` is described.
final class IdempotencyDetails {
    /// What an operation that takes the key may answer besides.
    static final List<ProblemCode> PROBLEMS = List.of(
            ProblemCode.REQUEST_INVALID,
            ProblemCode.IDEMPOTENCY_REUSED,
            ProblemCode.IDEMPOTENCY_IN_PROGRESS,
            ProblemCode.IDEMPOTENCY_ANSWER_LOST);

    private static final String RETRY_AFTER = "Retry-After";

    private IdempotencyDetails() {}

    static void addTo(Components components) {
        Schema<Object> key = ValueSchemas.text();
        key.setMinLength(1);
        key.setMaxLength(IdempotencyKey.MAX_LENGTH);
        key.setPattern("^[!-~]+$");
        Schema<Object> replayed = ValueSchemas.text();
        replayed.setEnum(List.of("true"));
        components
                .addParameters(
                        IdempotentOperations.HEADER,
                        new Parameter()
                                .in("header")
                                .name(IdempotentOperations.HEADER)
                                .description(
                                        "A name for this request, such as a UUID. Sent again with the same name within 24"
                                                + " hours it is not done again, but answered as the first time, without any secret.")
                                .schema(key)
                                .example("8e03978e-40d5-43dd-bc93-6894a57f9324"))
                .addHeaders(
                        IdempotentOperations.REPLAYED,
                        new Header()
                                .description("`true` when the request was done before, and this was answered then.")
                                .schema(replayed))
                .addHeaders(
                        RETRY_AFTER,
                        new Header()
                                .description("After how many seconds a request in progress is done or forgotten.")
                                .schema(ValueSchemas.number()));
    }

    static void addTo(Operation operation) {
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + IdempotentOperations.HEADER));
    }

    static void addHeadersTo(Operation operation) {
        operation.getResponses().forEach((status, answer) -> {
            if (status.startsWith("2")) {
                answer.addHeaderObject(
                        IdempotentOperations.REPLAYED,
                        new Header().$ref("#/components/headers/" + IdempotentOperations.REPLAYED));
            } else if (status.equals("409")) {
                answer.addHeaderObject(RETRY_AFTER, new Header().$ref("#/components/headers/" + RETRY_AFTER));
            }
        });
    }
}
