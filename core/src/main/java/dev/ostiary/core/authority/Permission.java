package dev.ostiary.core.authority;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Something that may be done, `things.verb`. Every operation asks for exactly one of these, and some for
/// [#ENVIRONMENTS_PROTECTED] besides. `docs/permissions.md` is the whole table.
public enum Permission {
    ORGANIZATION_READ("organization.read"),
    ORGANIZATION_EDIT("organization.edit"),
    ORGANIZATION_DELETE("organization.delete"),
    MEMBERS_READ("members.read"),
    MEMBERS_MANAGE("members.manage"),
    MANAGEMENT_KEYS_READ("management-keys.read"),
    MANAGEMENT_KEYS_MANAGE("management-keys.manage"),
    ENVIRONMENTS_READ("environments.read"),
    ENVIRONMENTS_EDIT("environments.edit"),
    /// To deploy to an environment that is protected, and to make and change keys of it.
    ENVIRONMENTS_PROTECTED("environments.protected"),
    PROJECTS_READ("projects.read"),
    PROJECTS_EDIT("projects.edit"),
    AGENTS_READ("agents.read"),
    AGENTS_EDIT("agents.edit"),
    AGENTS_DEPLOY("agents.deploy"),
    ROUTES_READ("routes.read"),
    ROUTES_EDIT("routes.edit"),
    KEYS_READ("keys.read"),
    KEYS_ISSUE("keys.issue"),
    KEYS_EDIT("keys.edit"),
    KEYS_REVOKE("keys.revoke"),
    /// To try agents with keys of a few minutes.
    TEST_KEYS_ISSUE("test-keys.issue"),
    /// To say what the organization's keys may be: their longest life, their number.
    POLICY_EDIT("policy.edit"),
    VAULT_READ("vault.read"),
    VAULT_EDIT("vault.edit"),
    /// To have calls carry a provider's key.
    VAULT_USE("vault.use"),
    DENIALS_READ("denials.read"),
    AUDIT_READ("audit.read"),
    /// To create organizations, and to manage the installation's own things: its master key, its management keys,
    /// its accounts, its audit trail.
    INSTALLATION_MANAGE("installation.manage"),
    NODES_READ("nodes.read");

    private static final Set<Permission> FOR_INSTALLATION = Set.of(INSTALLATION_MANAGE, NODES_READ);
    private static final Set<Permission> IN_ORGANIZATION = Arrays.stream(values())
            .filter(permission -> !FOR_INSTALLATION.contains(permission))
            .collect(Collectors.toUnmodifiableSet());

    private final String text;

    Permission(String text) {
        this.text = text;
    }

    /// As it is stored and shown.
    public String text() {
        return text;
    }

    /// Whether it is about the installation itself, and so no organization can give it.
    public boolean isForInstallation() {
        return FOR_INSTALLATION.contains(this);
    }

    /// All that is done within an organization.
    public static Set<Permission> inOrganization() {
        return IN_ORGANIZATION;
    }

    /// The permission of that text; empty when there is none.
    public static Optional<Permission> parse(String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.text.equals(text))
                .findFirst();
    }
}
