package dev.ostiary.control.signin;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.signin.AccountEdit;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "AccountEdit",
        description = "What is left out stays as it is.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record AccountEditRequest(
        @Schema(description = "What people shall call the person.", example = "Ada Lovelace", types = "string")
        Optional<DisplayName> name,

        @Schema(description = "Whether the account shall do everything in the whole installation.", types = "boolean")
        Optional<Boolean> operator) {
    static AccountEditRequest read(JsonFields fields) {
        Optional<DisplayName> name = fields.change("name", SignInFields.NAME);
        Optional<Boolean> operator = fields.change("operator", SignInFields.FLAG);
        return fields.finish(() -> new AccountEditRequest(name, operator));
    }

    AccountEdit edit() {
        return new AccountEdit(name, operator);
    }
}
