package dev.ostiary.control.openapi;

import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/// How `ETag`, `If-Match` and `If-None-Match` are described.
final class PreconditionDetails {
    /// What an operation that takes `If-Match` may answer besides.
    static final List<ProblemCode> PROBLEMS = List.of(ProblemCode.REQUEST_INVALID, ProblemCode.PRECONDITION_FAILED);

    private static final String EXAMPLE = "\"q1Yb2JmU0hX3fK8tTzv5Aw\"";

    private PreconditionDetails() {}

    static void addTo(Components components) {
        components
                .addParameters(
                        HttpHeaders.IF_MATCH,
                        parameter(HttpHeaders.IF_MATCH)
                                .description("Only if the thing has this `ETag` still, so that nobody's change is lost;"
                                        + " several with commas between them, or `*` for any."))
                .addParameters(
                        HttpHeaders.IF_NONE_MATCH,
                        parameter(HttpHeaders.IF_NONE_MATCH)
                                .description("Only if the thing has another `ETag` by now."))
                .addHeaders(
                        HttpHeaders.ETAG,
                        new Header()
                                .description("Names what the thing is until it is changed, for `If-Match`. It does not"
                                        + " change by use, nor when time passes.")
                                .required(true)
                                .schema(ValueSchemas.text()));
    }

    /// Whether it takes `If-Match`.
    static boolean areIn(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Precondition.class);
    }

    static void addTo(Operation operation, HandlerMethod method) {
        boolean isVersioned = method.hasMethodAnnotation(Versioned.class);
        if (areIn(method)) {
            operation.addParametersItem(reference(HttpHeaders.IF_MATCH));
        }
        if (isVersioned) {
            operation.getResponses().forEach((_, answer) -> addTag(answer));
        }
        if (isVersioned && method.hasMethodAnnotation(GetMapping.class)) {
            operation.addParametersItem(reference(HttpHeaders.IF_NONE_MATCH));
            ApiResponse unchanged = new ApiResponse().description("It is what `If-None-Match` names.");
            addTag(unchanged);
            operation.getResponses().addApiResponse("304", unchanged);
        }
    }

    private static void addTag(ApiResponse answer) {
        answer.addHeaderObject(HttpHeaders.ETAG, new Header().$ref("#/components/headers/" + HttpHeaders.ETAG));
    }

    private static Parameter reference(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    private static Parameter parameter(String name) {
        return new Parameter()
                .in("header")
                .name(name)
                .schema(ValueSchemas.text())
                .example(EXAMPLE);
    }
}
