package dev.ostiary.core.organization;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;

/// A tenant. Everything but the installation itself belongs to one, and none sees another's.
public record Organization(OrganizationId id, Slug slug, DisplayName name, Instant createdAt) {
    /// What it is, until it is changed.
    public Version version() {
        return Version.of(id.value(), OrganizationDetails.of(this));
    }

    /// The same organization by another name.
    public Organization renamed(DisplayName newName) {
        return new Organization(id, slug, newName, createdAt);
    }
}
