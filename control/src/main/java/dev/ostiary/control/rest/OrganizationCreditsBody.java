package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.change.Applied;
import dev.ostiary.core.credit.CreditAccount;
import dev.ostiary.core.credit.CreditMonth;
import dev.ostiary.core.credit.Plan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

@Schema(
        name = "OrganizationCredits",
        description = "What the organization may spend. What nodes hold to spend it in the next seconds counts as"
                + " spent until they give it back.")
record OrganizationCreditsBody(
        @Schema(
                description = "The slug of its plan; null when it has none, and then calls cost it nothing.",
                example = "pro",
                types = {"string", "null"})
        Optional<String> plan,

        @Schema(description = "The present month, by UTC.", example = "2026-11")
        String month,

        @Schema(
                description = "Credits that the plan gives for the month; null for as many as are wanted.",
                example = "10000",
                types = {"integer", "null"})
        Optional<Long> allowance,

        @Schema(
                description =
                        "How many of those, and of those granted besides, are left; null when they cannot be used up.",
                example = "7500",
                types = {"integer", "null"})
        Optional<Long> left,

        @Schema(
                description = "How many of those that are left were granted beyond the plan's: they keep until they are"
                        + " spent.",
                example = "500")
        long granted,

        @Schema(description = "What calls cost this month.", example = "3000")
        long spent,

        @Schema(
                description = "What calls were let in for while the store was away, and could not be paid afterwards.",
                example = "0")
        long overdrawn,

        @Schema(description = "When the next month begins.", example = "2026-12-01T00:00:00.000Z")
        Instant renewsAt,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AppliedBody> applied) {
    static OrganizationCreditsBody of(
            CreditAccount account, Optional<Plan> plan, long spent, Instant now, Optional<Applied> applied) {
        Optional<Long> allowance = plan.flatMap(Plan::credits);
        int month = CreditMonth.of(now);
        return new OrganizationCreditsBody(
                plan.map(chosen -> chosen.slug().value()),
                CreditMonth.month(month).toString(),
                allowance,
                allowance.map(limit -> account.left(limit, month)),
                account.granted(),
                spent,
                account.overdrawn(),
                CreditMonth.end(now),
                applied.map(AppliedBody::of));
    }
}
