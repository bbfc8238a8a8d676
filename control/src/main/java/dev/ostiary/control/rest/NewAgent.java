package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewAgent", requiredProperties = "slug", additionalProperties = AdditionalPropertiesValue.FALSE)
record NewAgent(
        @Schema(description = "Its name in URLs; unique in the organization, and never changed.")
        Slug slug,

        @Schema(
                description = "What people call it; the slug when left out.",
                types = {"string", "null"})
        Optional<DisplayName> name,

        @Schema(description = "What it speaks; `api`, plain HTTP, when left out.")
        Optional<AgentKind> kind,

        @Schema(
                description = "Where its deployments lead unless they say otherwise.",
                types = {"string", "null"})
        Optional<UpstreamUrl> upstream) {
    static NewAgent read(JsonFields fields) {
        Optional<Slug> slug = fields.required("slug", Fields.SLUG);
        Optional<DisplayName> name = fields.optional("name", Fields.NAME);
        Optional<AgentKind> kind = fields.optional("kind", Fields.KIND);
        Optional<UpstreamUrl> upstream = fields.optional("upstream", Fields.UPSTREAM);
        return fields.finish(() -> new NewAgent(slug.orElseThrow(), name, kind, upstream));
    }

    DisplayName nameOrSlug() {
        return name.orElseGet(() -> new DisplayName(slug.value()));
    }
}
