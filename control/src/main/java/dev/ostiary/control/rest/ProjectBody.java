package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.organization.Project;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Project", description = "Groups agents; each agent is in exactly one.")
public record ProjectBody(
        @Schema(description = "Its identifier.", example = "prj_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name in URLs.", example = "backend")
        String slug,

        @Schema(description = "What people call it.", example = "Backend")
        String name,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static ProjectBody of(Project project) {
        return of(project, Optional.empty());
    }

    static ProjectBody of(Recorded<Project> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static ProjectBody of(Project project, Optional<AppliedBody> applied) {
        return new ProjectBody(
                project.id().value(), project.slug().value(), project.name().value(), project.createdAt(), applied);
    }
}
