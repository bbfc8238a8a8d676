package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewPasskey",
        requiredProperties = {"name", "credential"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewPasskey(
        @Schema(description = "What to call it.", example = "phone")
        DisplayName name,

        @Schema(
                description = "The device's answer to the options, as `PublicKeyCredential.toJSON()` gives it.",
                type = "object")
        String credential) {
    static NewPasskey read(JsonFields fields) {
        Optional<DisplayName> name = fields.required("name", SignInFields.NAME);
        Optional<String> credential = fields.required("credential", CredentialJson.FIELD);
        return fields.finish(() -> new NewPasskey(name.orElseThrow(), credential.orElseThrow()));
    }
}
