package dev.ostiary.control.rest;

import dev.ostiary.core.access.CorsPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Cors", description = "From which pages browsers may call.")
public record CorsBody(
        @Schema(description = "Origins, or `*` alone.", example = "[\"https://app.example.com\"]")
        List<String> allowedOrigins,

        @Schema(description = "Methods beside GET, HEAD and POST, or `*`.", example = "[\"PUT\"]")
        List<String> allowedMethods,

        @Schema(description = "Request headers that pages may send, or `*`.", example = "[\"x-api-key\"]")
        List<String> allowedHeaders,

        @Schema(description = "Response headers that pages may read.", example = "[\"x-ostiary-request-id\"]")
        List<String> exposedHeaders,

        @Schema(description = "Whether browsers may send cookies.", example = "false")
        boolean allowCredentials,

        @Schema(description = "How long browsers may remember the answer, as an ISO 8601 duration.", example = "PT10M")
        String maxAge) {
    static CorsBody of(CorsPolicy cors) {
        return new CorsBody(
                cors.allowedOrigins(),
                cors.allowedMethods(),
                cors.allowedHeaders(),
                cors.exposedHeaders(),
                cors.allowsCredentials(),
                cors.maxAge().toString());
    }
}
