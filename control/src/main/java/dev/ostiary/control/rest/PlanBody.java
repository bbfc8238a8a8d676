package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.credit.Plan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

@Schema(name = "Plan", description = "What organizations may spend, and what calls cost them.")
record PlanBody(
        @Schema(description = "Its identifier.", example = "plan_01kj3x5v9rn2c8q4w6t0ya7mze")
        String id,

        @Schema(description = "Its short name.", example = "pro")
        String slug,

        @Schema(description = "What people call it.", example = "Pro")
        String name,

        @Schema(
                description = "Credits for each month, by UTC; null for as many as are wanted.",
                example = "10000",
                types = {"integer", "null"})
        Optional<Long> credits,

        @Schema(
                description = "What a call costs, by what is called.",
                example = "{\"api\":1,\"mcp\":1,\"a2a\":1,\"llm\":5,\"route\":1}")
        Map<String, Integer> costs,

        @Schema(description = "When it was made.", example = "2026-03-01T12:00:00.000Z")
        Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    static PlanBody of(Plan plan) {
        return of(plan, Optional.empty());
    }

    static PlanBody of(Recorded<Plan> recorded) {
        return of(recorded.value(), Optional.of(AppliedBody.of(recorded.applied())));
    }

    private static PlanBody of(Plan plan, Optional<AppliedBody> applied) {
        return new PlanBody(
                plan.id().value(),
                plan.slug().value(),
                plan.name().value(),
                plan.credits(),
                plan.costs().named(),
                plan.createdAt(),
                applied);
    }
}
