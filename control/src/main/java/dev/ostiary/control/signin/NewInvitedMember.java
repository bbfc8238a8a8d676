package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewInvitedMember",
        requiredProperties = {"token", "name", "password"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewInvitedMember(
        @Schema(description = "The token in the link of the invitation.")
        String token,

        @Schema(description = "What people call the person.", example = "Ada Lovelace")
        DisplayName name,

        @Schema(description = "The password, 12 to 128 characters.")
        Secret password) {
    static NewInvitedMember read(JsonFields fields) {
        Optional<String> token = fields.required("token", SignInFields.TOKEN);
        Optional<DisplayName> name = fields.required("name", SignInFields.NAME);
        Optional<Secret> password = fields.required("password", SignInFields.PASSWORD);
        return fields.finish(
                () -> new NewInvitedMember(token.orElseThrow(), name.orElseThrow(), password.orElseThrow()));
    }
}
