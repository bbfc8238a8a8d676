package dev.ostiary.control.console;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where one can go: what a person may not see has no link.
enum Navigation {
    HOME("", "Home", "", Permission.ORGANIZATION_READ),
    AGENTS("Build", "Agents", "/agents", Permission.AGENTS_READ),
    API_KEYS("Access", "API Keys", "/settings/api-keys", Permission.KEYS_READ),
    LOOK_UP("Access", "Look up", "/look-up", Permission.KEYS_READ);

    private final String group;
    private final String label;
    private final String path;
    private final Permission permission;

    /// @param path below that of the organization
    Navigation(String group, String label, String path, Permission permission) {
        this.group = group;
        this.label = label;
        this.path = path;
        this.permission = permission;
    }

    /// The links of an organization's pages.
    ///
    /// @param shown the path of the page that is shown
    static List<Frame.Group> of(Organization organization, Set<Permission> permissions, String shown) {
        String base = "/org/" + organization.id();
        return Stream.of(values())
                .map(entry -> entry.group)
                .distinct()
                .map(group -> new Frame.Group(
                        group,
                        Stream.of(values())
                                .filter(entry -> entry.group.equals(group) && permissions.contains(entry.permission))
                                .map(entry -> entry.link(base, shown))
                                .toList()))
                .filter(group -> !group.links().isEmpty())
                .toList();
    }

    private Frame.Link link(String base, String shown) {
        String target = base + path;
        boolean isCurrent = path.isEmpty() ? shown.equals(target) : (shown + "/").startsWith(target + "/");
        return new Frame.Link(label, target, isCurrent);
    }
}
