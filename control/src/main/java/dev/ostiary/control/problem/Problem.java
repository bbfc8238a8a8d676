package dev.ostiary.control.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The body of every refusal, RFC 9457. All of it but `requestId` and `errors` is fixed by the code; of
/// a denied request the `detail` names the missing permission.
@Schema(
        name = "Problem",
        description = "Why a request was refused (RFC 9457). The code is stable; title and detail are for people.")
public record Problem(
        @Schema(
                description = "Address of the page about the code.",
                format = "uri",
                example = "https://ostiary.dev/errors/request.invalid")
        String type,

        @Schema(description = "Short name of the problem.", example = "Invalid request")
        String title,

        @Schema(description = "The HTTP status.", minimum = "400", maximum = "599", example = "400")
        int status,

        @Schema(
                description = "What to do about it.",
                example = "Some fields are not valid; each is listed with its remedy.")
        String detail,

        @Schema(description = "Stable name of the problem.", example = "request.invalid")
        String code,

        @Schema(description = "Identifies the request in the log.", example = "req_01kj3x5v9rn2c8q4w6t0ya7mze")
        String requestId,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(description = "The fields that are wrong, all of them.")
        List<FieldError> errors) {
    private static final String TYPE_PREFIX = "https://ostiary.dev/errors/";

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(ProblemCode code, String requestId, List<FieldProblem> fields) {
        return new Problem(
                TYPE_PREFIX + code.code(),
                code.title(),
                code.status(),
                detail(code, fields),
                code.code(),
                requestId,
                fields.stream().map(FieldError::of).toList());
    }

    /// What this API says of a code, when there is no more to say of the request: it is not API keys that open it.
    public static String detail(ProblemCode code) {
        return detail(code, List.of());
    }

    /// Fixed by the code, but that a missing permission is named.
    private static String detail(ProblemCode code, List<FieldProblem> fields) {
        return switch (code) {
            case CREDENTIAL_MISSING -> "Send a management key as a bearer token, or the cookie of a session.";
            case CREDENTIAL_INVALID -> "The management key does not open this API.";
            case PERMISSION_DENIED ->
                fields.isEmpty()
                        ? code.detail()
                        : "This credential may not do that: "
                                + fields.getFirst().remedy() + ".";
            default -> code.detail();
        };
    }

    /// One wrong field.
    @Schema(name = "FieldError", description = "One wrong field, and what to write instead. Never its value.")
    public record FieldError(
            @Schema(description = "The field or parameter.", example = "slug")
            String field,

            @Schema(
                    description = "What to write instead.",
                    example = "give 1 to 63 of a-z, 0-9 and hyphens, no hyphen at either end")
            String remedy) {
        private static FieldError of(FieldProblem problem) {
            return new FieldError(problem.field(), problem.remedy());
        }
    }
}
