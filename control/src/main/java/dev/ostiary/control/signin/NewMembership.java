package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewMembership",
        requiredProperties = {"token"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewMembership(
        @Schema(description = "The token in the link of the invitation.")
        String token) {
    static NewMembership read(JsonFields fields) {
        Optional<String> token = fields.required("token", SignInFields.TOKEN);
        return fields.finish(() -> new NewMembership(token.orElseThrow()));
    }
}
