package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.management.NewManagementKey;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Schema(
        name = "NewManagementKey",
        description = "What it may do is given by permissions, or by the role that has them.",
        requiredProperties = "name",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewManagementKeyRequest(
        @Schema(description = "What people call it.") DisplayName name,

        @Schema(
                description = "What it may do; nothing that the actor may not.",
                example = "[\"keys.read\",\"keys.issue\"]",
                implementation = String[].class,
                types = {"array", "null"})
        Set<Permission> permissions,

        @Schema(
                description = "The role whose permissions it shall have, in place of a list of them.",
                implementation = String.class,
                example = "developer",
                types = {"string", "null"})
        Optional<Role> role,

        @Schema(
                description =
                        "From when it is refused: a time in the future, or null for never. 90 days when left out.",
                implementation = String.class,
                example = "2030-01-31T00:00:00Z",
                types = {"string", "null"})
        Expiry expiresAt) {
    static NewManagementKeyRequest read(JsonFields fields, Clock clock) {
        Optional<DisplayName> name = fields.required("name", Fields.NAME);
        Optional<List<Permission>> permissions = fields.optional("permissions", RoleFields.PERMISSIONS);
        Optional<Role> role = fields.optional("role", RoleFields.ROLE);
        Optional<Instant> end = fields.optional("expiresAt", Fields.future(clock));
        Expiry expiry = fields.isNull("expiresAt")
                ? new Expiry.Never()
                : end.<Expiry>map(Expiry.At::new).orElseGet(Expiry.Default::new);
        if (role.isPresent() == permissions.filter(list -> !list.isEmpty()).isPresent()) {
            fields.problem("permissions", "give either permissions, one at least, or a role");
        }
        return fields.finish(() -> new NewManagementKeyRequest(
                name.orElseThrow(),
                role.map(Role::permissions).orElseGet(() -> Set.copyOf(permissions.orElseThrow())),
                role,
                expiry));
    }

    NewManagementKey in(Optional<OrganizationId> place) {
        return new NewManagementKey(name, place, permissions, expiresAt);
    }
}
