package dev.ostiary.core.agent;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import java.time.Instant;

/// A stage that agents are deployed to, such as development or production. Keys of one open nothing in another.
public record Environment(
        EnvironmentId id, OrganizationId organization, Slug slug, DisplayName name, Instant createdAt) {
    /// The same environment by another name.
    public Environment renamed(DisplayName newName) {
        return new Environment(id, organization, slug, newName, createdAt);
    }
}
