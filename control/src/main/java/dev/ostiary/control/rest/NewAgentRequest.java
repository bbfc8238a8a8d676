package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.agent.AgentHosting;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.NewAgent;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewAgent", requiredProperties = "slug", additionalProperties = AdditionalPropertiesValue.FALSE)
record NewAgentRequest(
        @Schema(description = "Its name in URLs; unique in the organization, and never changed.")
        Slug slug,

        @Schema(
                description = "What people call it; the slug when left out.",
                types = {"string", "null"})
        Optional<DisplayName> name,

        @Schema(description = "What it speaks; `api`, plain HTTP, when left out.")
        Optional<AgentKind> kind,

        @Schema(description = "Whether the gateway stands before it; `hosted`, which it does, when left out.")
        Optional<AgentHosting> hosting,

        @Schema(
                description = "The project to put it into, by slug or by id; the default one when left out.",
                example = "backend",
                types = {"string", "null"})
        Optional<String> project,

        @Schema(
                description = "Where its deployments lead unless they say otherwise.",
                types = {"string", "null"})
        Optional<UpstreamUrl> upstream) {
    static NewAgentRequest read(JsonFields fields) {
        Optional<Slug> slug = fields.required("slug", Fields.SLUG);
        Optional<DisplayName> name = fields.optional("name", Fields.NAME);
        Optional<AgentKind> kind = fields.optional("kind", Fields.KIND);
        Optional<AgentHosting> hosting = fields.optional("hosting", Fields.HOSTING);
        Optional<String> project = fields.optional("project", Fields.REFERENCE);
        Optional<UpstreamUrl> upstream = fields.optional("upstream", Fields.UPSTREAM);
        return fields.finish(() -> new NewAgentRequest(slug.orElseThrow(), name, kind, hosting, project, upstream));
    }

    NewAgent agent(Optional<ProjectId> found) {
        return new NewAgent(
                slug,
                name.orElseGet(() -> new DisplayName(slug.value())),
                kind.orElse(AgentKind.API),
                hosting.orElse(AgentHosting.HOSTED),
                found,
                upstream);
    }
}
