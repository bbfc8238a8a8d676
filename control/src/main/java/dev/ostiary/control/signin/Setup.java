package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.NewPerson;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewOperator",
        requiredProperties = {"token", "email", "name", "password"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record Setup(
        @Schema(description = "The token in the link that the server printed.")
        String token,

        @Schema(description = "The address to sign in with.", example = "ada@example.com")
        EmailAddress email,

        @Schema(description = "What people call the person.", example = "Ada Lovelace")
        DisplayName name,

        @Schema(description = "The password, 12 to 128 characters.")
        Secret password) {
    static Setup read(JsonFields fields) {
        Optional<String> token = fields.required("token", SignInFields.TOKEN);
        Optional<EmailAddress> email = fields.required("email", SignInFields.EMAIL);
        Optional<DisplayName> name = fields.required("name", SignInFields.NAME);
        Optional<Secret> password = fields.required("password", SignInFields.PASSWORD);
        return fields.finish(
                () -> new Setup(token.orElseThrow(), email.orElseThrow(), name.orElseThrow(), password.orElseThrow()));
    }

    NewPerson person() {
        return new NewPerson(email, name, password);
    }
}
