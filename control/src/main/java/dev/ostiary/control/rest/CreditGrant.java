package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewCredits", requiredProperties = "credits", additionalProperties = AdditionalPropertiesValue.FALSE)
record CreditGrant(
        @Schema(description = "How many, beyond those of the plan.", example = "500")
        long credits) {
    static CreditGrant read(JsonFields fields) {
        Optional<Long> credits = fields.required("credits", CreditFields.GRANT);
        return fields.finish(() -> new CreditGrant(credits.orElseThrow()));
    }
}
