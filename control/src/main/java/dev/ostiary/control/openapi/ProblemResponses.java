package dev.ostiary.control.openapi;

import dev.ostiary.control.problem.Problem;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How refusals are described: by status, with an example for each code.
final class ProblemResponses {
    static final String MEDIA_TYPE = "application/problem+json";
    static final String REQUEST_ID = "X-Request-Id";

    private static final String SAMPLE_REQUEST_ID = "req_01kj3x5v9rn2c8q4w6t0ya7mze";

    private ProblemResponses() {}

    static ApiResponse of(int status, Set<ProblemCode> codes) {
        MediaType body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        codes.forEach(
                code -> body.addExamples(code.code(), new Example().$ref("#/components/examples/" + code.code())));
        ApiResponse response = new ApiResponse()
                .description(
                        codes.stream().map(ProblemCode::title).distinct().collect(Collectors.joining(". ", "", ".")))
                .content(new Content().addMediaType(MEDIA_TYPE, body))
                .addHeaderObject(REQUEST_ID, new Header().$ref("#/components/headers/" + REQUEST_ID));
        if (status == 401) {
            response.addHeaderObject("WWW-Authenticate", new Header().$ref("#/components/headers/WWW-Authenticate"));
        }
        return response;
    }

    static Example example(ProblemCode code) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", "https://ostiary.dev/errors/" + code.code());
        value.put("title", code.title());
        value.put("status", code.status());
        value.put("detail", Problem.detail(code));
        value.put("code", code.code());
        value.put("requestId", SAMPLE_REQUEST_ID);
        if (code == ProblemCode.REQUEST_INVALID) {
            value.put("errors", List.of(Map.of("field", "name", "remedy", "give 1 to 100 characters")));
        }
        return new Example().summary(code.title()).value(value);
    }
}
