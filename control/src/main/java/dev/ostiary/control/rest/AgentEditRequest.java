package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.DisplayName;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "AgentEdit",
        description = "What is left out stays as it is.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record AgentEditRequest(
        @Schema(description = "What people shall call it.", types = "string")
        Optional<DisplayName> name,

        @Schema(description = "Where its next deployments shall lead.", types = "string")
        Optional<UpstreamUrl> upstream,

        @Schema(description = "The project to move it to, by slug or by id.", example = "backend", types = "string")
        Optional<String> project) {
    static AgentEditRequest read(JsonFields fields) {
        Optional<DisplayName> name = fields.change("name", Fields.NAME);
        Optional<UpstreamUrl> upstream = fields.change("upstream", Fields.UPSTREAM);
        Optional<String> project = fields.change("project", Fields.REFERENCE);
        return fields.finish(() -> new AgentEditRequest(name, upstream, project));
    }
}
