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
        name = "NewAccount",
        requiredProperties = {"email", "name", "password"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewAccount(
        @Schema(description = "The address to sign in with.", example = "ada@example.com")
        EmailAddress email,

        @Schema(description = "What people call the person.", example = "Ada Lovelace")
        DisplayName name,

        @Schema(description = "The password, 12 to 128 characters.")
        Secret password,

        @Schema(description = "Whether the account may do everything in the whole installation. No when left out.")
        Optional<Boolean> operator) {
    static NewAccount read(JsonFields fields) {
        Optional<EmailAddress> email = fields.required("email", SignInFields.EMAIL);
        Optional<DisplayName> name = fields.required("name", SignInFields.NAME);
        Optional<Secret> password = fields.required("password", SignInFields.PASSWORD);
        Optional<Boolean> operator = fields.optional("operator", SignInFields.FLAG);
        return fields.finish(
                () -> new NewAccount(email.orElseThrow(), name.orElseThrow(), password.orElseThrow(), operator));
    }

    NewPerson person() {
        return new NewPerson(email, name, password);
    }
}
