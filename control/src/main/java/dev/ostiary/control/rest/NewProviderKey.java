package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.vault.ProviderKeyValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewProviderKey",
        requiredProperties = {"name", "value"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewProviderKey(
        @Schema(description = "What people call it; unique in the organization.", example = "MY_API")
        DisplayName name,

        @Schema(description = "The key itself. It is encrypted, and no answer ever holds it.")
        ProviderKeyValue value) {
    /// The key itself, and nothing that is shown in its place.
    static final FieldType<ProviderKeyValue> VALUE = FieldType.secret(ProviderKeyValue::parse, ProviderKeyValue.REMEDY);

    static NewProviderKey read(JsonFields fields) {
        Optional<DisplayName> name = fields.required("name", Fields.NAME);
        Optional<ProviderKeyValue> value = fields.required("value", VALUE);
        return fields.finish(() -> new NewProviderKey(name.orElseThrow(), value.orElseThrow()));
    }
}
