package dev.ostiary.control.console;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where one can go: what a person may not see has no link.
enum Navigation {
    HOME("", "Home", "", Permission.ORGANIZATION_READ),
    USAGE("", "Usage", "/usage", Permission.ORGANIZATION_READ),
    AGENTS("Build", "Agents", "/agents", Permission.AGENTS_READ),
    ENVIRONMENTS("Build", "Environments", "/environments", Permission.ENVIRONMENTS_READ),
    PROJECTS("Build", "Projects", "/projects", Permission.PROJECTS_READ),
    API_KEYS("Access", "API Keys", "/settings/api-keys", Permission.KEYS_READ),
    LOOK_UP("Access", "Look up", "/look-up", Permission.KEYS_READ),
    ROUTES("Access", "Routes", "/routes", Permission.ROUTES_READ),
    POLICIES("Access", "Policies", "/policies", Permission.ROUTES_READ),
    MEMBERS("Organization", "Members", "/members", Permission.MEMBERS_READ),
    MANAGEMENT_KEYS("Organization", "Management keys", "/management-keys", Permission.MANAGEMENT_KEYS_READ),
    AUDIT("Organization", "Audit", "/audit", Permission.AUDIT_READ),
    NODES("Installation", "Nodes", "/nodes", Permission.NODES_READ),
    ACCOUNTS("Installation", "Accounts", "/accounts", Permission.INSTALLATION_MANAGE),
    SINGLE_SIGN_ON("Installation", "Single sign-on", "/single-sign-on", Permission.INSTALLATION_MANAGE),
    INSTALLATION_AUDIT("Installation", "Installation audit", "/audit", Permission.INSTALLATION_MANAGE);

    private final String group;
    private final String label;
    private final String path;
    private final Permission permission;

    /// @param path below that of the organization, or of the installation
    Navigation(String group, String label, String path, Permission permission) {
        this.group = group;
        this.label = label;
        this.path = path;
        this.permission = permission;
    }

    /// The links of an organization's pages and of the installation's.
    ///
    /// @param organization the one that is shown
    /// @param within what may be done in it
    /// @param everywhere what may be done in the installation
    /// @param shown the path of the page that is shown
    static List<Frame.Group> of(
            Optional<Organization> organization, Set<Permission> within, Set<Permission> everywhere, String shown) {
        return Stream.of(values())
                .map(entry -> entry.group)
                .distinct()
                .map(group -> new Frame.Group(
                        group,
                        Stream.of(values())
                                .filter(entry -> entry.group.equals(group))
                                .filter(entry ->
                                        (entry.isOfInstallation() ? everywhere : within).contains(entry.permission))
                                .flatMap(entry -> entry.link(organization, shown).stream())
                                .toList()))
                .filter(group -> !group.links().isEmpty())
                .toList();
    }

    private boolean isOfInstallation() {
        return permission.isForInstallation();
    }

    private Optional<Frame.Link> link(Optional<Organization> organization, String shown) {
        Optional<String> base =
                isOfInstallation() ? Optional.of("/installation") : organization.map(within -> "/org/" + within.id());
        return base.map(above -> above + path).map(target -> new Frame.Link(label, target, isCurrent(target, shown)));
    }

    private boolean isCurrent(String target, String shown) {
        return path.isEmpty() ? shown.equals(target) : (shown + "/").startsWith(target + "/");
    }
}
