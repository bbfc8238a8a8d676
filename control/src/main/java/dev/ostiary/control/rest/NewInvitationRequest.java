package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.authority.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(
        name = "NewInvitation",
        requiredProperties = {"email", "role"},
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewInvitationRequest(
        @Schema(
                description = "The address of the account that it is for.",
                implementation = String.class,
                example = "zoe@example.com")
        EmailAddress email,

        @Schema(
                description = "What the person shall be; no more than the actor is.",
                allowableValues = {"owner", "admin", "developer", "viewer"})
        Role role) {
    static NewInvitationRequest read(JsonFields fields) {
        Optional<EmailAddress> email = fields.required("email", RoleFields.EMAIL);
        Optional<Role> role = fields.required("role", RoleFields.ROLE);
        return fields.finish(() -> new NewInvitationRequest(email.orElseThrow(), role.orElseThrow()));
    }
}
