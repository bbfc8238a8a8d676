package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.agent.SettingsEdit;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewDeployment",
        description = "Settings that are left out are deployed as they are.",
        requiredProperties = "environment",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewDeployment(
        @Schema(description = "Where to deploy, by slug or by id.", example = "production")
        String environment,

        @JsonUnwrapped SettingsEditRequest settings) {
    static NewDeployment read(JsonFields fields) {
        Optional<String> environment = fields.required("environment", Fields.REFERENCE);
        SettingsEdit edit = SettingsFields.read(fields);
        Optional<Integer> version = fields.optional("version", Fields.VERSION);
        return fields.finish(() -> new NewDeployment(environment.orElseThrow(), SettingsEditRequest.of(edit, version)));
    }
}
