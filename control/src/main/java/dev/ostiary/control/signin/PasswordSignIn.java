package dev.ostiary.control.signin;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.secret.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewSession",
        requiredProperties = {"email", "password"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record PasswordSignIn(
        @Schema(description = "The account's address.", example = "ada@example.com")
        String email,

        @Schema(description = "Its password.") Secret password) {
    /// Any text: what is no address opens nothing, and is answered like it.
    private static final FieldType<String> ANY = FieldType.text(Optional::of, "give the account's email address");

    static PasswordSignIn read(JsonFields fields) {
        Optional<String> email = fields.required("email", ANY);
        Optional<Secret> password = fields.required("password", SignInFields.secret("give the password"));
        return fields.finish(() -> new PasswordSignIn(email.orElseThrow(), password.orElseThrow()));
    }
}
