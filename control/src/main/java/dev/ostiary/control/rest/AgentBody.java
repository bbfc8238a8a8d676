package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.agent.Agent;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.change.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(name = "Agent", description = "Something that answers requests. It opens to callers where it is deployed.")
record AgentBody(
        @Schema(description = "Its identifier.", example = "agt_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its name in URLs.", example = "support-bot")
        String slug,

        @Schema(description = "What people call it.", example = "Support bot")
        String name,

        @Schema(
                description = "What it speaks.",
                allowableValues = {"api", "mcp", "a2a", "llm"},
                example = "api")
        String kind,

        @Schema(
                description = "Whether the gateway stands before it.",
                allowableValues = {"hosted", "external"},
                example = "hosted")
        String hosting,

        @Schema(description = "The id of the project it is in.", example = "prj_01kj3x5v9rn2c8q4w6t0ya7mze")
        String project,

        @Schema(
                description = "Where its deployments lead unless they say otherwise.",
                example = "http://127.0.0.1:9000",
                types = {"string", "null"})
        Optional<String> upstream,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    static AgentBody of(Agent agent) {
        return of(agent, Optional.empty());
    }

    static AgentBody of(Recorded<Agent> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static AgentBody of(Agent agent, Optional<AppliedBody> applied) {
        return new AgentBody(
                agent.id().value(),
                agent.slug().value(),
                agent.name().value(),
                Words.text(agent.kind()),
                Words.text(agent.hosting()),
                agent.project().value(),
                agent.upstream().map(UpstreamUrl::toString),
                agent.createdAt(),
                applied);
    }
}
