package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ostiary.core.agent.Environment;
import dev.ostiary.core.change.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Environment", description = "A stage that agents are deployed to. Keys of one open nothing in another.")
public record EnvironmentBody(
        @Schema(description = "Its identifier.", example = "env_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name in URLs.", example = "production")
        String slug,

        @Schema(description = "What people call it.", example = "Production")
        String name,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @JsonProperty("protected")
        @Schema(
                description =
                        "Whether it takes the permission `environments.protected` besides to deploy there and to make, "
                                + "change or end keys for it.",
                example = "false")
        boolean isProtected,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    public static EnvironmentBody of(Environment environment) {
        return of(environment, Optional.empty());
    }

    static EnvironmentBody of(Recorded<Environment> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static EnvironmentBody of(Environment environment, Optional<AppliedBody> applied) {
        return new EnvironmentBody(
                environment.id().value(),
                environment.slug().value(),
                environment.name().value(),
                environment.createdAt(),
                environment.isProtected(),
                applied);
    }
}
