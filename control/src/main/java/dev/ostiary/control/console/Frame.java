package dev.ostiary.control.console;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.organization.Organization;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What stands around a page: whose it is, where one can go from it, and what its changes must carry.
///
/// @param account the identifier of who is signed in
/// @param person as people call them
/// @param csrfToken for the header `X-CSRF-Token`
/// @param organization the one that the page is about; empty for pages of the person or the installation
/// @param choice where the person may go
/// @param permissions what the person may do in the organization, or in the installation where there is none
/// @param navigation where to go
public record Frame(
        String account,
        String person,
        String csrfToken,
        Optional<Organization> organization,
        Choice choice,
        Set<Permission> permissions,
        List<Group> navigation) {
    public Frame {
        permissions = Set.copyOf(permissions);
        navigation = List.copyOf(navigation);
    }

    /// Links that belong together.
    ///
    /// @param label empty for those that need none
    public record Group(String label, List<Link> links) {}

    /// A link.
    ///
    /// @param isCurrent whether the page, or one below it, is shown
    public record Link(String label, String path, boolean isCurrent) {}

    /// Whether the person may do what that permission is for, by its text: what may not be done is not offered.
    public boolean may(String permission) {
        return Permission.parse(permission).filter(permissions::contains).isPresent();
    }
}
