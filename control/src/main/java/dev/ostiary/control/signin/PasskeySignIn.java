package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewPasskeySession",
        requiredProperties = {"credential"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record PasskeySignIn(
        @Schema(
                description = "The device's answer to the options, as `PublicKeyCredential.toJSON()` gives it.",
                type = "object")
        String credential) {
    static PasskeySignIn read(JsonFields fields) {
        Optional<String> credential = fields.required("credential", CredentialJson.FIELD);
        return fields.finish(() -> new PasskeySignIn(credential.orElseThrow()));
    }
}
