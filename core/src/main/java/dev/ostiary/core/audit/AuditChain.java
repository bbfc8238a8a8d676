package dev.ostiary.core.audit;

import dev.ostiary.core.id.OrganizationId;
import java.util.Optional;

/// Events that are chained to one another: those of an organization, or those of the installation itself.
///
/// @param name the organization's identifier, or `installation`
public record AuditChain(String name) implements Comparable<AuditChain> {
    /// The events that belong to no organization.
    public static final AuditChain INSTALLATION = new AuditChain("installation");

    /// The events of an organization.
    public static AuditChain of(OrganizationId organization) {
        return new AuditChain(organization.value());
    }

    /// The events of an organization; those of the installation when there is none.
    public static AuditChain of(Optional<OrganizationId> organization) {
        return organization.map(AuditChain::of).orElse(INSTALLATION);
    }

    @Override
    public int compareTo(AuditChain other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
