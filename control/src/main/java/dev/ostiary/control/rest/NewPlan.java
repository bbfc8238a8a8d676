package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewPlan", requiredProperties = "slug", additionalProperties = AdditionalPropertiesValue.FALSE)
record NewPlan(
        @Schema(description = "Its short name; unique in the installation, and never changed.", example = "pro")
        Slug slug,

        @Schema(
                description = "What people call it; the slug when left out.",
                types = {"string", "null"})
        Optional<DisplayName> name,

        @Schema(
                description = "Credits for each month, by UTC; as many as are wanted when left out.",
                example = "10000",
                types = {"integer", "null"})
        Optional<Long> credits,

        @Schema(
                description = "What a call costs, by what is called; 1 for what is left out, 0 for nothing.",
                types = {"object", "null"})
        CallCosts costs) {
    static NewPlan read(JsonFields fields) {
        Optional<Slug> slug = fields.required("slug", Fields.SLUG);
        Optional<DisplayName> name = fields.optional("name", Fields.NAME);
        Optional<Long> credits = fields.optional("credits", CreditFields.CREDITS);
        CallCosts costs =
                fields.optional("costs", CreditFields.COSTS).map(CallCosts::new).orElse(CallCosts.ONE_EACH);
        return fields.finish(() -> new NewPlan(slug.orElseThrow(), name, credits, costs));
    }

    DisplayName nameOrSlug() {
        return name.orElseGet(() -> new DisplayName(slug.value()));
    }
}
