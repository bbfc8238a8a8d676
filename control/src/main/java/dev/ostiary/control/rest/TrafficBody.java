package dev.ostiary.control.rest;

import dev.ostiary.core.traffic.TrafficHistory;
import dev.ostiary.core.traffic.TrafficHistory.CauseCount;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficPoint;
import dev.ostiary.core.traffic.TrafficRange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

@Schema(name = "Traffic", description = "What became of requests over time.")
public record TrafficBody(
        @Schema(description = "How long a time it is about, up to now.", example = "P1D")
        String range,

        @Schema(description = "How long a step is.", example = "PT1H")
        String step,

        @Schema(description = "When the first step begins.", example = "2026-03-07T15:00:00Z")
        Instant from,

        @Schema(description = "When the last step, which is still going on, ends.", example = "2026-03-08T15:00:00Z")
        Instant to,

        @Schema(description = "Over all of it.") TrafficTotalsBody totals,

        @Schema(description = "Every step of it, the oldest first.")
        List<PointBody> points,

        @Schema(description = "Why requests were refused or failed, the most frequent first.")
        List<ReasonBody> reasons) {
    public static TrafficBody of(TrafficRange range, TrafficHistory history) {
        return new TrafficBody(
                range.text(),
                history.window().step().toDays() > 0
                        ? "P" + history.window().step().toDays() + "D"
                        : history.window().step().toString(),
                history.window().from(),
                history.window().to(),
                TrafficTotalsBody.of(history.totals()),
                history.points().stream().map(PointBody::of).toList(),
                history.causes().stream().map(ReasonBody::of).toList());
    }

    @Schema(name = "TrafficPoint", description = "What became of requests in one step.")
    public record PointBody(
            @Schema(description = "When it began.", example = "2026-03-08T14:00:00Z")
            Instant at,

            TrafficTotalsBody totals) {
        static PointBody of(TrafficPoint point) {
            return new PointBody(point.at(), TrafficTotalsBody.of(point.totals()));
        }
    }

    @Schema(name = "TrafficReason", description = "How many requests were refused or failed for one reason.")
    public record ReasonBody(
            @Schema(
                    description = "What became of them.",
                    example = "refused",
                    allowableValues = {"refused", "failed"})
            String outcome,

            @Schema(
                    description = "Why: a reason of a denial, the code of a problem, or the upstream's status.",
                    example = "revoked")
            String reason,

            @Schema(description = "How many.", example = "40")
            long requests) {
        static ReasonBody of(CauseCount count) {
            TrafficOutcome outcome = count.cause().outcome();
            return new ReasonBody(outcome.text(), count.cause().reason(), count.requests());
        }
    }
}
