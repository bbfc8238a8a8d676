package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What the fields may hold that say who somebody is and may be.
final class RoleFields {
    static final FieldType<Role> ROLE = FieldType.text(
            Role::parse,
            "give one of " + Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", ")));

    static final FieldType<EmailAddress> EMAIL =
            FieldType.text(EmailAddress::parse, "give an email address such as zoe@example.com");

    static final FieldType<List<Permission>> PERMISSIONS = FieldType.list(
            Permission::parse,
            Permission.values().length,
            "give a list of "
                    + Arrays.stream(Permission.values()).map(Permission::text).collect(Collectors.joining(", ")));

    private RoleFields() {}
}
