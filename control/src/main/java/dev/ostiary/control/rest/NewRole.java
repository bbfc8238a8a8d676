package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.authority.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.Optional;

@Schema(name = "NewRole", requiredProperties = "role", additionalProperties = AdditionalPropertiesValue.FALSE)
record NewRole(
        @Schema(
                description = "What the member shall be.",
                allowableValues = {"owner", "admin", "developer", "viewer"})
        Role role) {
    static NewRole read(JsonFields fields) {
        Optional<Role> role = fields.required("role", RoleFields.ROLE);
        return fields.finish(() -> new NewRole(role.orElseThrow()));
    }
}
