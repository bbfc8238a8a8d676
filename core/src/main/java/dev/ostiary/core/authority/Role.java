package dev.ostiary.core.authority;

import static dev.ostiary.core.authority.Permission.AGENTS_DEPLOY;
import static dev.ostiary.core.authority.Permission.AGENTS_EDIT;
import static dev.ostiary.core.authority.Permission.AGENTS_READ;
import static dev.ostiary.core.authority.Permission.DENIALS_READ;
import static dev.ostiary.core.authority.Permission.ENVIRONMENTS_READ;
import static dev.ostiary.core.authority.Permission.KEYS_EDIT;
import static dev.ostiary.core.authority.Permission.KEYS_ISSUE;
import static dev.ostiary.core.authority.Permission.KEYS_READ;
import static dev.ostiary.core.authority.Permission.KEYS_REVOKE;
import static dev.ostiary.core.authority.Permission.MEMBERS_READ;
import static dev.ostiary.core.authority.Permission.ORGANIZATION_DELETE;
import static dev.ostiary.core.authority.Permission.ORGANIZATION_READ;
import static dev.ostiary.core.authority.Permission.PROJECTS_EDIT;
import static dev.ostiary.core.authority.Permission.PROJECTS_READ;
import static dev.ostiary.core.authority.Permission.ROUTES_EDIT;
import static dev.ostiary.core.authority.Permission.ROUTES_READ;
import static dev.ostiary.core.authority.Permission.TEST_KEYS_ISSUE;
import static dev.ostiary.core.authority.Permission.VAULT_READ;
import static dev.ostiary.core.authority.Permission.VAULT_USE;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a member is in an organization: a set of permissions by a name. Each holds all that the next one does.
public enum Role {
    /// Everything, the organization's end too.
    OWNER("owner", EnumSet.copyOf(Permission.inOrganization())),
    /// Everything but the organization's end.
    ADMIN("admin", EnumSet.complementOf(withInstallation(EnumSet.of(ORGANIZATION_DELETE)))),
    /// Builds agents, routes and their keys, outside protected environments.
    DEVELOPER(
            "developer",
            EnumSet.of(
                    ORGANIZATION_READ,
                    MEMBERS_READ,
                    ENVIRONMENTS_READ,
                    PROJECTS_READ,
                    PROJECTS_EDIT,
                    AGENTS_READ,
                    AGENTS_EDIT,
                    AGENTS_DEPLOY,
                    ROUTES_READ,
                    ROUTES_EDIT,
                    KEYS_READ,
                    KEYS_ISSUE,
                    KEYS_EDIT,
                    KEYS_REVOKE,
                    TEST_KEYS_ISSUE,
                    VAULT_READ,
                    VAULT_USE,
                    DENIALS_READ)),
    /// Looks on.
    VIEWER(
            "viewer",
            EnumSet.of(
                    ORGANIZATION_READ,
                    MEMBERS_READ,
                    ENVIRONMENTS_READ,
                    PROJECTS_READ,
                    AGENTS_READ,
                    ROUTES_READ,
                    KEYS_READ));

    private final String text;
    private final Set<Permission> permissions;

    Role(String text, EnumSet<Permission> permissions) {
        this.text = text;
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    private static EnumSet<Permission> withInstallation(EnumSet<Permission> permissions) {
        for (Permission permission : Permission.values()) {
            if (permission.isForInstallation()) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    /// As it is stored and shown.
    public String text() {
        return text;
    }

    /// All that a member of this role may do in the organization.
    public Set<Permission> permissions() {
        return permissions;
    }

    /// The role of that text; empty when there is none.
    public static Optional<Role> parse(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }
}
