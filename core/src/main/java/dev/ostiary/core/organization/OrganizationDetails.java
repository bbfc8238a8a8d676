package dev.ostiary.core.organization;

import java.util.Map;

/// What the audit trail says of organizations and projects.
final class OrganizationDetails {
    private OrganizationDetails() {}

    static Map<String, String> of(Organization organization) {
        return Map.of(
                "slug", organization.slug().value(), "name", organization.name().value());
    }

    static Map<String, String> of(Project project) {
        return Map.of("slug", project.slug().value(), "name", project.name().value());
    }
}
