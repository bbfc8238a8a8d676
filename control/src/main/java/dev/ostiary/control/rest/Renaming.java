package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "Renaming", requiredProperties = "name", additionalProperties = AdditionalPropertiesValue.FALSE)
record Renaming(
        @Schema(description = "What people shall call it.") DisplayName name) {
    static Renaming read(JsonFields fields) {
        Optional<DisplayName> name = fields.required("name", Fields.NAME);
        return fields.finish(() -> new Renaming(name.orElseThrow()));
    }
}
