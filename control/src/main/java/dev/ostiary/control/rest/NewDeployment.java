package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.UpstreamUrl;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewDeployment",
        requiredProperties = "environment",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewDeployment(
        @Schema(description = "Where to deploy, by slug or by id.", example = "production")
        String environment,

        @Schema(
                description = "Where this revision leads; the agent's own upstream when left out.",
                types = {"string", "null"})
        Optional<UpstreamUrl> upstream,

        @Schema(
                description = "Whether callers need an API key; they do when left out.",
                defaultValue = "true",
                types = {"boolean", "null"})
        Optional<Boolean> keySecurity,

        @Schema(
                description = "From which pages browsers may call; none but the agent's own leave when left out.",
                types = {"object", "null"})
        Optional<CorsPolicy> cors) {
    static NewDeployment read(JsonFields fields) {
        Optional<String> environment = fields.required("environment", Fields.REFERENCE);
        Optional<UpstreamUrl> upstream = fields.optional("upstream", Fields.UPSTREAM);
        Optional<Boolean> keySecurity = fields.optional("keySecurity", Fields.FLAG);
        Optional<CorsPolicy> cors = fields.optional("cors", RouteFields.CORS);
        return fields.finish(() -> new NewDeployment(environment.orElseThrow(), upstream, keySecurity, cors));
    }
}
