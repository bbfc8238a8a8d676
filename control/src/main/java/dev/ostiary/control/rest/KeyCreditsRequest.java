package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewKeyCredits", requiredProperties = "left", additionalProperties = AdditionalPropertiesValue.FALSE)
record KeyCreditsRequest(
        @Schema(
                description = "How many are left from now on; null for a key that has none of its own, and is held to"
                        + " its organization's only.",
                example = "100",
                types = {"integer", "null"})
        Optional<Long> left) {
    static KeyCreditsRequest read(JsonFields fields) {
        Optional<Long> left = fields.isNull("left")
                ? fields.optional("left", CreditFields.CREDITS)
                : fields.required("left", CreditFields.CREDITS);
        return fields.finish(() -> new KeyCreditsRequest(left));
    }
}
