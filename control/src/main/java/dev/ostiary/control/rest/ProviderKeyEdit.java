package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.vault.ProviderKeyValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "ProviderKeyEdit",
        description = "What is left out stays as it is.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record ProviderKeyEdit(
        @Schema(description = "What people shall call it.", types = "string")
        Optional<DisplayName> name,

        @Schema(description = "The new key itself, never its mask.", types = "string")
        Optional<ProviderKeyValue> value) {
    static ProviderKeyEdit read(JsonFields fields) {
        Optional<DisplayName> name = fields.change("name", Fields.NAME);
        Optional<ProviderKeyValue> value = fields.change("value", NewProviderKey.VALUE);
        return fields.finish(() -> new ProviderKeyEdit(name, value));
    }
}
