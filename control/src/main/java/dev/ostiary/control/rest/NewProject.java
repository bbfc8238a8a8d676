package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewProject", requiredProperties = "slug", additionalProperties = AdditionalPropertiesValue.FALSE)
record NewProject(
        @Schema(description = "Its short name; unique in the organization, and never changed.")
        Slug slug,

        @Schema(
                description = "What people call it; the slug when left out.",
                types = {"string", "null"})
        Optional<DisplayName> name) {
    static NewProject read(JsonFields fields) {
        Optional<Slug> slug = fields.required("slug", Fields.SLUG);
        Optional<DisplayName> name = fields.optional("name", Fields.NAME);
        return fields.finish(() -> new NewProject(slug.orElseThrow(), name));
    }

    DisplayName nameOrSlug() {
        return name.orElseGet(() -> new DisplayName(slug.value()));
    }
}
