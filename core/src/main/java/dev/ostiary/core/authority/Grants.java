package dev.ostiary.core.authority;

import dev.ostiary.core.id.OrganizationId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that somebody may do at one moment, and where. An organization in which nothing may be done cannot be seen.
///
/// @param everywhere what may be done in every organization, and in the installation itself
/// @param within what may be done in single organizations besides
public record Grants(Set<Permission> everywhere, Map<OrganizationId, Set<Permission>> within) {
    private static final Grants NONE = new Grants(Set.of(), Map.of());
    private static final Grants EVERYTHING = everywhere(EnumSet.allOf(Permission.class));

    public Grants {
        everywhere = Set.copyOf(everywhere);
        Map<OrganizationId, Set<Permission>> some = HashMap.newHashMap(within.size());
        within.forEach((organization, permissions) -> {
            if (permissions.stream().anyMatch(Permission::isForInstallation)) {
                throw new IllegalArgumentException("no organization gives permissions for the installation");
            }
            if (!permissions.isEmpty()) {
                some.put(organization, Set.copyOf(permissions));
            }
        });
        within = Map.copyOf(some);
    }

    /// Nothing at all.
    public static Grants none() {
        return NONE;
    }

    /// Everything there is.
    public static Grants everything() {
        return EVERYTHING;
    }

    /// These, in every organization and in the installation.
    public static Grants everywhere(Set<Permission> permissions) {
        return new Grants(permissions, Map.of());
    }

    /// These, in one organization.
    public static Grants within(OrganizationId organization, Set<Permission> permissions) {
        return new Grants(Set.of(), Map.of(organization, permissions));
    }

    /// Everything that is done within one organization.
    public static Grants allWithin(OrganizationId organization) {
        return within(organization, Permission.inOrganization());
    }

    /// Whether that may be done in that organization.
    public boolean may(Permission permission, OrganizationId organization) {
        return everywhere.contains(permission)
                || within.getOrDefault(organization, Set.of()).contains(permission);
    }

    /// Whether that may be done in every organization, or in the installation itself when it is about that.
    public boolean may(Permission permission) {
        return everywhere.contains(permission);
    }

    /// Whether the organization is there at all for whom these are granted.
    public boolean sees(OrganizationId organization) {
        return seesAll() || within.containsKey(organization);
    }

    /// Whether every organization is there.
    public boolean seesAll() {
        return everywhere.stream().anyMatch(permission -> !permission.isForInstallation());
    }

    /// All that may be done in that organization.
    public Set<Permission> in(OrganizationId organization) {
        Set<Permission> all = new HashSet<>(within.getOrDefault(organization, Set.of()));
        everywhere.stream()
                .filter(permission -> !permission.isForInstallation())
                .forEach(all::add);
        return all;
    }

    /// What is granted here and there.
    public Grants and(Grants other) {
        Set<OrganizationId> organizations = new HashSet<>(within.keySet());
        organizations.addAll(other.within.keySet());
        Map<OrganizationId, Set<Permission>> both = HashMap.newHashMap(organizations.size());
        for (OrganizationId organization : organizations) {
            both.put(organization, common(in(organization), other.in(organization)));
        }
        return new Grants(common(everywhere, other.everywhere), both);
    }

    private static Set<Permission> common(Set<Permission> first, Set<Permission> second) {
        Set<Permission> common = new HashSet<>(first);
        common.retainAll(second);
        return common;
    }

    /// Whether nothing at all is granted.
    public boolean isEmpty() {
        return everywhere.isEmpty() && within.isEmpty();
    }

    /// The only organization in which anything may be done; empty when there are none, several or all.
    public Optional<OrganizationId> onlyOrganization() {
        return everywhere.isEmpty() && within.size() == 1
                ? within.keySet().stream().findFirst()
                : Optional.empty();
    }
}
