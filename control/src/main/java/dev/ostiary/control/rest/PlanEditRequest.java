package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.credit.CallCosts;
import dev.ostiary.core.credit.CallKind;
import dev.ostiary.core.credit.PlanEdit;
import dev.ostiary.core.id.DisplayName;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Map;
import java.util.Optional;

@Schema(
        name = "PlanEdit",
        description = "What is to change; what is left out stays.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record PlanEditRequest(
        @Schema(description = "What people shall call it.") Optional<DisplayName> name,

        @Schema(
                description = "Credits for each month from now on; null for as many as are wanted.",
                implementation = Long.class,
                example = "10000",
                types = {"integer", "null"})
        Optional<PlanEdit.NewCredits> credits,

        @Schema(
                description = "What a call costs, by what is called; what is left out keeps its cost.",
                implementation = CallCosts.class)
        Map<CallKind, Integer> costs) {
    static PlanEditRequest read(JsonFields fields) {
        Optional<DisplayName> name = fields.change("name", Fields.NAME);
        Optional<Long> credits = fields.optional("credits", CreditFields.CREDITS);
        boolean changesCredits = credits.isPresent() || fields.isNull("credits");
        Map<CallKind, Integer> costs =
                fields.change("costs", CreditFields.COSTS).orElse(Map.of());
        return fields.finish(() -> new PlanEditRequest(
                name, changesCredits ? Optional.of(new PlanEdit.NewCredits(credits)) : Optional.empty(), costs));
    }

    PlanEdit edit() {
        return new PlanEdit(name, credits, costs);
    }
}
