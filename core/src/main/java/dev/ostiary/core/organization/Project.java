package dev.ostiary.core.organization;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.ProjectId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;
import java.util.List;

/// Groups agents of an organization; each is in exactly one. It is no part of URLs: agents' slugs are unique in the
/// organization, whatever their projects.
public record Project(ProjectId id, OrganizationId organization, Slug slug, DisplayName name, Instant createdAt) {
    /// The one that every organization is made with, and agents are in for which no other is named.
    public static final Slug DEFAULT = new Slug("default");

    /// What it is, until it is changed.
    public Version version() {
        return Version.of(id.value(), OrganizationDetails.of(this));
    }

    /// The words it is found by.
    public List<String> words() {
        return NameSearch.words(name.value(), slug.value());
    }

    /// The same project by another name.
    public Project renamed(DisplayName newName) {
        return new Project(id, organization, slug, newName, createdAt);
    }

    /// Whether it is the one that every organization has.
    public boolean isDefault() {
        return slug.equals(DEFAULT);
    }
}
