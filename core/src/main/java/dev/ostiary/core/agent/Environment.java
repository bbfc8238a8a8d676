package dev.ostiary.core.agent;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.page.NameSearch;
import dev.ostiary.core.precondition.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A stage that agents are deployed to, such as development or production. Keys of one open nothing in another.
///
/// @param isProtected whether it takes a permission more to deploy there and to make, change or end keys for it
public record Environment(
        EnvironmentId id,
        OrganizationId organization,
        Slug slug,
        DisplayName name,
        Instant createdAt,
        boolean isProtected) {
    /// One that is not protected.
    public Environment(EnvironmentId id, OrganizationId organization, Slug slug, DisplayName name, Instant createdAt) {
        this(id, organization, slug, name, createdAt, false);
    }

    /// What it is, until it is changed.
    public Version version() {
        Map<String, String> details = new TreeMap<>(AgentDetails.of(this));
        details.put("protected", Boolean.toString(isProtected));
        return Version.of(id.value(), details);
    }

    /// The words it is found by.
    public List<String> words() {
        return NameSearch.words(name.value(), slug.value());
    }

    /// The same environment by another name.
    public Environment renamed(DisplayName newName) {
        return new Environment(id, organization, slug, newName, createdAt, isProtected);
    }

    /// The same environment, protected or not.
    public Environment withProtection(boolean newProtection) {
        return new Environment(id, organization, slug, name, createdAt, newProtection);
    }

    /// Refuses an actor who may not do things to what is deployed here.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `permission.denied`
    void require(ChangeScope scope) {
        if (isProtected) {
            scope.require(Permission.ENVIRONMENTS_PROTECTED, organization);
        }
    }
}
