package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewPassword",
        requiredProperties = {"password"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record PasswordChange(
        @Schema(description = "The present password; left out where there is none.")
        Optional<Secret> currentPassword,

        @Schema(description = "The new one, 12 to 128 characters.")
        Secret password) {
    static PasswordChange read(JsonFields fields) {
        Optional<Secret> current = fields.optional("currentPassword", SignInFields.secret("give the present password"));
        Optional<Secret> password = fields.required("password", SignInFields.PASSWORD);
        return fields.finish(() -> new PasswordChange(current, password.orElseThrow()));
    }
}
