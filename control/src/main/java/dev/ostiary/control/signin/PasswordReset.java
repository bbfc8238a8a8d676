package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "PasswordEdit",
        requiredProperties = {"password"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record PasswordReset(
        @Schema(description = "The new password, 12 to 128 characters.")
        Secret password) {
    static PasswordReset read(JsonFields fields) {
        Optional<Secret> password = fields.required("password", SignInFields.PASSWORD);
        return fields.finish(() -> new PasswordReset(password.orElseThrow()));
    }
}
