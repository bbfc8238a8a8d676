package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewRollBack", additionalProperties = AdditionalPropertiesValue.FALSE)
record RollBackRequest(
        @Schema(
                description = SettingsFields.VERSION,
                example = "3",
                types = {"integer", "null"})
        Optional<Integer> version) {
    static RollBackRequest read(JsonFields fields) {
        Optional<Integer> version = fields.optional("version", Fields.VERSION);
        return fields.finish(() -> new RollBackRequest(version));
    }
}
