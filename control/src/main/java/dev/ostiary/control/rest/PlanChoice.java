package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewOrganizationPlan",
        requiredProperties = "plan",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record PlanChoice(
        @Schema(
                description = "The plan, by slug or by id; null for none, and then calls cost nothing.",
                example = "pro",
                types = {"string", "null"})
        Optional<String> plan) {
    static PlanChoice read(JsonFields fields) {
        Optional<String> plan = fields.isNull("plan")
                ? fields.optional("plan", Fields.REFERENCE)
                : fields.required("plan", Fields.REFERENCE);
        return fields.finish(() -> new PlanChoice(plan));
    }
}
