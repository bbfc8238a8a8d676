package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(
        name = "Deployment",
        description =
                "One immutable revision of an agent in an environment. The gateway obeys the newest revision, unless "
                        + "that one was undeployed.")
public record DeploymentBody(
        @Schema(description = "Its identifier.", example = "dep_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "The agent's slug.", example = "support-bot")
        String agent,

        @Schema(description = "The environment's slug; its id once it is deleted.", example = "production")
        String environment,

        @Schema(description = "Counts the deployments of the agent in the environment, from 1.", example = "3")
        int revision,

        @Schema(
                description = "The number of the revision that it was rolled back to.",
                example = "1",
                types = {"integer", "null"})
        Optional<Integer> copyOf,

        @JsonUnwrapped SettingsBody settings,

        @Schema(description = "What differs from the revision before; nothing for the first.")
        List<FieldChangeBody> changes,

        @Schema(
                description = "Whether the gateway obeys it.",
                allowableValues = {"live", "superseded", "undeployed"},
                example = "live")
        String status,

        @Schema(
                description = "Where callers reach the agent in the environment; null once the environment is deleted.",
                example = "http://127.0.0.1:8080/acme/production/support-bot",
                types = {"string", "null"})
        Optional<String> url,

        @Schema(description = "When it was deployed.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @Schema(description = "Who deployed it, as they were called then.", example = "local")
        String createdBy,

        @Schema(
                description = "When it was taken off.",
                example = "2026-03-02T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> undeployedAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {}
