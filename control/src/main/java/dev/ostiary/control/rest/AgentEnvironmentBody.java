package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Schema(
        name = "AgentEnvironment",
        description = "How an agent stands in an environment: what is live there, and what is pending.")
public record AgentEnvironmentBody(
        @Schema(description = "The agent's slug.", example = "support-bot")
        String agent,

        @Schema(description = "The environment's slug.", example = "production")
        String environment,

        @Schema(
                description = "Whether callers reach it there.",
                allowableValues = {"deployed", "not-deployed"},
                example = "deployed")
        String status,

        @Schema(
                description =
                        "Whether calls need a key of the agent's own; `not-applicable` for one that is no API agent"
                                + " behind the gateway.",
                allowableValues = {"on", "off", "not-deployed", "not-applicable"},
                example = "on")
        String keySecurity,

        @Schema(
                description = "Why no key can be made for it there; null when one can.",
                example = "Agent is not deployed in that environment. Deploy it there first.",
                types = {"string", "null"})
        Optional<String> reason,

        @Schema(
                description = "Where callers reach it; null when they do not.",
                example = "http://127.0.0.1:8080/acme/production/support-bot",
                types = {"string", "null"})
        Optional<String> url,

        @Schema(
                description = "A call of it, to copy; null when it cannot be called.",
                example =
                        "curl -X POST http://127.0.0.1:8080/acme/production/support-bot/ -H 'X-API-Key: YOUR_API_KEY'",
                types = {"string", "null"})
        Optional<String> curl,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DeploymentBody> live,

        @Schema(description = "The settings that the next deployment will have; without upstreams, the agent's own.")
        SettingsBody settings,

        @Schema(
                description =
                        "Counts the edits of the settings; 0 when nobody has edited them. Give it to deploy what was"
                                + " seen and nothing else.",
                example = "3")
        int version,

        @Schema(
                description = "When they were last edited.",
                example = "2026-03-01T12:00:00.000Z",
                types = {"string", "null"})
        Optional<Instant> changedAt,

        @Schema(
                description = "Who edited them, as they were called then.",
                example = "local",
                types = {"string", "null"})
        Optional<String> changedBy,

        @Schema(description = "What the next deployment would change of what is live; redeploy to apply it.")
        List<FieldChangeBody> pending,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {}
