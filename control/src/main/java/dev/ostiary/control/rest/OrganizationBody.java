package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Organization;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Organization", description = "A tenant. Everything belongs to one, and none sees another's.")
record OrganizationBody(
        @Schema(description = "Its identifier.", example = "org_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name in URLs.", example = "acme")
        String slug,

        @Schema(description = "What people call it.", example = "Acme Ltd")
        String name,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    static OrganizationBody of(Organization organization) {
        return of(organization, Optional.empty());
    }

    static OrganizationBody of(Recorded<Organization> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static OrganizationBody of(Organization organization, Optional<AppliedBody> applied) {
        return new OrganizationBody(
                organization.id().value(),
                organization.slug().value(),
                organization.name().value(),
                organization.createdAt(),
                applied);
    }
}
