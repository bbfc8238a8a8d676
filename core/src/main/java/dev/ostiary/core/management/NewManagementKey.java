package dev.ostiary.core.management;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.Expiry;
import java.util.Optional;
import java.util.Set;

/// What is asked of a new management key.
///
/// @param confinedTo the only organization it shall manage; empty for the whole installation
/// @param permissions what it shall be allowed; at least one
public record NewManagementKey(
        DisplayName name, Optional<OrganizationId> confinedTo, Set<Permission> permissions, Expiry expiry) {
    public NewManagementKey {
        permissions = Set.copyOf(permissions);
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("a management key is for something");
        }
    }
}
